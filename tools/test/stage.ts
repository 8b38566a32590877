import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startServer } from '../demo/server-process.ts';
import { startClusters } from '../kubernetes/index.ts';

/**
 * The stage of the browser journeys: a server with nobody in it and real clusters that it does not know yet. Says where
 * they are in one line of JSON and stays until its standard input closes.
 */
const count = Number(process.argv[2] ?? '3');
const dataDir = await mkdtemp(join(tmpdir(), 'hyperkuber-e2e-'));
const clusters = await startClusters({ count, nodes: 2, name: 'local' });
const server = await startServer(dataDir, 0);
const setupToken = (await readFile(join(dataDir, 'setup-token'), 'utf8')).trim();
process.stdout.write(`${JSON.stringify({ origin: server.origin, setupToken, clusters: clusters.map(({ name, adminKubeconfig }) => ({ name, kubeconfig: adminKubeconfig })) })}\n`);

createInterface({ input: process.stdin }).on('close', () => {
  const end = async (): Promise<void> => {
    await server.stop();
    await Promise.all(clusters.map((cluster) => cluster.stop()));
    await rm(dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  end().catch(() => process.exit(1));
});
process.stdin.resume();
