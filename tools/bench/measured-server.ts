import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../services/process/free-port.ts';
import { SupervisedGroup } from '../services/process/supervised-group.ts';
import { waitFor } from '../services/process/wait.ts';
import { processorSeconds } from './processor-time.ts';

export interface ServerOrder {
  /** The program, see `copyBuild`. */
  readonly main: string;
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly profile?: string | undefined;
}

export interface MeasuredServer {
  readonly origin: string;
  readonly processId: number;
  processorSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const END_MS = 20_000;

/** Ends it as an operator would, so that a profile is written; what does not end is killed. */
const end = async (group: SupervisedGroup): Promise<void> => {
  group.signal('server', 'SIGTERM');
  for (let left = END_MS; left > 0 && group.exitOf('server') === undefined; left -= 100) await wait(100);
  await group.stop();
};

/** Starts the built server in a process of its own. */
export const startMeasuredServer = async ({ main, dataDir, environment = {}, profile }: ServerOrder): Promise<MeasuredServer> => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  if (profile !== undefined) await mkdir(profile, { recursive: true });
  const group = new SupervisedGroup();
  const processId = await group.start({
    id: 'server',
    command: process.execPath,
    args: [...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]), main],
    environment: {
      PATH: process.env['PATH'] ?? '', HYPERKUBER_DATA: dataDir, HYPERKUBER_PORT: String(port), HYPERKUBER_METRICS_PORT: '0',
      HYPERKUBER_EGRESS_LOOPBACK: 'true', HYPERKUBER_LOG_LEVEL: 'warn', ...environment,
    },
    folder: dataDir,
    logPath: join(dataDir, 'server.log'),
  });
  await waitFor({ what: 'the server at /readyz', timeoutMs: 120_000, everyMs: 25 }, async () => {
    await group.demandRunning('server');
    return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok || undefined;
  });
  return { origin, processId, processorSeconds: () => processorSeconds(processId), stop: () => end(group) };
};
