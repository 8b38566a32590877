import { parseArgs } from 'node:util';
import { ToolError } from '../services/tool-error.ts';
import { startClusters } from './start-clusters.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 50) return value;
  throw new ToolError(`--${name} takes a number from 1 to 50, not "${text}".`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '1' }, nodes: { type: 'string', default: '2' }, name: { type: 'string', default: 'local' } } });
  const count = positive('count', values.count);
  const nodes = positive('nodes', values.nodes);
  const endAsked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  say(`Starting ${count} ${count === 1 ? 'cluster' : 'clusters'} ...`);
  const begunAt = performance.now();
  const starting = startClusters({ count, nodes, name: values.name, onReady: (name, tookMs) => say(`${name} is ready after ${seconds(tookMs)} s`) });
  const clusters = await Promise.race([starting, endAsked]);
  // Asked to end while starting: leaving closes the pipes of the supervisors, and they end what has begun.
  if (!clusters) process.exit(130);
  say(`All ready after ${seconds(performance.now() - begunAt)} s.`);
  for (const cluster of clusters) say(`${cluster.name}  ${cluster.server}  KUBECONFIG=${cluster.adminKubeconfigPath}`);
  say('Ctrl-C ends them.');
  const staying = setInterval(() => undefined, 60_000);
  await endAsked;
  clearInterval(staying);
  await Promise.all(clusters.map((cluster) => cluster.stop()));
}

const seconds = (durationMs: number): string => (durationMs / 1000).toFixed(1);

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof ToolError ? cause.message : String(cause instanceof Error ? cause.stack : cause)}\n`);
  process.exitCode = 1;
});
