import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const cacheRoot = (): string => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'hyperkuber');

export const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

const draftPrefix = '.draft-';
const staleAfterMs = 2 * 60 * 60 * 1000;

/**
 * The cached folder of this key, filled once. Two processes may fill it at the same time: each works in a folder of its own
 * and the first rename wins, so a reader never sees half of it.
 */
export async function cachedFolder(key: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const target = join(cacheRoot(), key);
  if (await exists(target)) return target;
  await removeStaleDrafts();
  const draft = join(cacheRoot(), `${draftPrefix}${key}-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  try {
    await fill(draft);
    await rename(draft, target).catch(async (cause: unknown) => {
      if (!(await exists(target))) throw cause;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

/** A process killed while it filled a folder leaves hundreds of megabytes; nothing takes hours to fill. */
async function removeStaleDrafts(): Promise<void> {
  for (const name of await readdir(cacheRoot()).catch(() => [])) {
    if (!name.startsWith(draftPrefix)) continue;
    const path = join(cacheRoot(), name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > staleAfterMs) await rm(path, { recursive: true, force: true });
  }
}
