import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianProgram } from '../services/debian-package.ts';
import { freePort } from '../services/process/free-port.ts';
import { SupervisedGroup } from '../services/process/supervised-group.ts';
import { temporaryFolder } from '../services/process/temporary-folder.ts';
import { waitFor } from '../services/process/wait.ts';

export interface RunningProxy {
  readonly origin: string;
  stop(): Promise<void>;
}

const addressOf = (origin: string): string => new URL(origin).host;

/** Starts nginx with `nginx.conf` in front of two replicas; it ends with this process. */
export const startNginx = async ([first, second]: readonly [string, string]): Promise<RunningProxy> => {
  const command = await debianProgram({ program: 'nginx', debianPackage: 'nginx-light', insteadOf: 'PATH' });
  const [folder, port] = [await temporaryFolder('nginx'), await freePort()];
  const words: Readonly<Record<string, string>> = { folder, first: addressOf(first), second: addressOf(second), port: String(port) };
  const template = await readFile(join(import.meta.dirname, 'nginx.conf'), 'utf8');
  const configuration = join(folder, 'nginx.conf');
  await writeFile(configuration, template.replace(/\{(folder|first|second|port)\}/g, (_all, word: string) => words[word] ?? ''));
  await mkdir(join(folder, 'body'));
  const group = new SupervisedGroup();
  group.removeAtEnd(folder);
  await group.start({
    id: 'nginx', command, args: ['-e', join(folder, 'error.log'), '-p', folder, '-c', configuration],
    environment: { PATH: '/usr/sbin:/usr/bin:/bin', HOME: folder }, folder, logPath: join(folder, 'log'),
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitFor({ what: 'nginx answering', timeoutMs: 20_000 }, async () => {
    await group.demandRunning('nginx');
    return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok ? true : undefined;
  });
  return { origin, stop: () => group.stop() };
};
