import { join, resolve } from 'node:path';
import { cachedFolder, cacheRoot, exists } from './cache.ts';
import { run } from './run.ts';
import { ToolError } from './tool-error.ts';

const checkout = resolve(import.meta.dirname, '../..');

const toolboxFolder = (): string => process.env['HYPERKUBER_TOOLBOX'] ?? resolve(checkout, '../shared/toolbox');

/** The folder of an archive of the toolbox, unpacked now or earlier; undefined where there is neither. */
export async function unpackedFromToolbox(name: string): Promise<string | undefined> {
  const archive = join(toolboxFolder(), `${name}.tar.xz`);
  if (!(await exists(archive)) && !(await exists(join(cacheRoot(), name)))) return undefined;
  return cachedFolder(name, async (folder) => {
    const { code, stderr } = await run('tar', ['-xJf', archive, '-C', folder, '--no-same-owner']);
    if (code !== 0) throw new ToolError(`${archive} could not be unpacked (tar and xz are needed): ${stderr.trim()}`);
  });
}

/** The name of this machine in the names of the archives. */
export const platform = `linux-${process.arch}`;
