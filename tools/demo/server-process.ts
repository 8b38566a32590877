import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SupervisedGroup } from '../services/process/supervised-group.ts';
import { freePort } from '../services/process/free-port.ts';
import { waitFor } from '../services/process/wait.ts';
import { built } from '../workspace.ts';

export interface RunningServer {
  readonly origin: string;
  readonly logPath: string;
  demandRunning(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the built server with the embedded default on its data folder; it ends with this process. */
export const startServer = async (dataDir: string, wishedPort: number): Promise<RunningServer> => {
  const port = wishedPort === 0 ? await freePort() : wishedPort;
  const origin = `http://127.0.0.1:${port}`;
  const logPath = join(dataDir, 'server.log');
  const group = new SupervisedGroup();
  await group.start({
    id: 'server',
    command: process.execPath,
    args: ['--enable-source-maps', built.main],
    environment: {
      PATH: process.env['PATH'] ?? '',
      HYPERKUBER_DATA: dataDir,
      HYPERKUBER_PORT: String(port),
      HYPERKUBER_METRICS_PORT: '0',
      HYPERKUBER_EGRESS_LOOPBACK: 'true',
      HYPERKUBER_LOG_LEVEL: 'warn',
    },
    folder: dataDir,
    logPath,
  });
  const demandRunning = (): Promise<void> => group.demandRunning('server');
  await waitFor({ what: 'the server at /readyz', timeoutMs: 60_000 }, async () => {
    await demandRunning();
    return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  });
  return { origin, logPath, demandRunning, stop: () => group.stop() };
};

/** The one-time token of the set-up link, or undefined when the platform is set up. */
export const setupToken = async (dataDir: string): Promise<string | undefined> =>
  (await readFile(join(dataDir, 'setup-token'), 'utf8').catch(() => undefined))?.trim();
