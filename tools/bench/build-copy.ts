import { cp, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { built } from '../workspace.ts';

export interface BuildCopy {
  readonly main: string;
  remove(): Promise<void>;
}

const PARTS = ['server', 'migrations', 'console'] as const;

/** The build as it is now, beside the original: whoever builds meanwhile does not change what is measured. */
export const copyBuild = async (): Promise<BuildCopy> => {
  const dist = dirname(built.console);
  const folder = await mkdtemp(join(dist, 'bench-'));
  for (const part of PARTS) await cp(join(dist, part), join(folder, part), { recursive: true });
  return { main: join(folder, 'server/main.js'), remove: () => rm(folder, { recursive: true, force: true }) };
};
