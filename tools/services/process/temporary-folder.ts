import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder whose contents only the owner may list; others may pass through to what is opened to them by name. */
export async function temporaryFolder(purpose: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `hyperkuber-${purpose}-`));
  await chmod(folder, 0o711);
  return folder;
}
