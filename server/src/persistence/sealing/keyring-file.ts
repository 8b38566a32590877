import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyringRefused } from './errors.js';
import { Keyring } from './keyring.js';

/** Where the keyring lies. Written whole or not at all, readable by its owner only. */
export class KeyringFile {
  constructor(readonly path: string) {}

  /** Undefined where there is no file. */
  async read(): Promise<Keyring | undefined> {
    try {
      return Keyring.parse(await readFile(this.path, 'utf8'));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      if (error instanceof KeyringRefused) throw new KeyringRefused(`${this.path}: ${error.detail}`);
      throw new KeyringRefused(`The keyring ${this.path} cannot be read (${codeOf(error)})`);
    }
  }

  /** The reason why others could read the file, or null. A mounted Secret may come with a group; that is a warning, not a fault. */
  async looseMode(): Promise<string | null> {
    const mode = (await stat(this.path)).mode & 0o777;
    return (mode & 0o077) === 0 ? null : `${this.path} has mode 0${mode.toString(8)}; make it 0400`;
  }

  /** False where a file is there already: two processes may start at once, and the first one's keyring counts. */
  async create(keyring: Keyring): Promise<boolean> {
    const temporary = await this.writeBeside(keyring);
    try {
      await link(temporary, this.path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await unlink(temporary);
    }
  }

  async replace(keyring: Keyring): Promise<void> {
    await rename(await this.writeBeside(keyring), this.path);
  }

  private async writeBeside(keyring: Keyring): Promise<string> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const temporary = `${this.path}.${randomUUID()}`;
    const file = await open(temporary, 'wx', 0o400);
    try {
      await file.writeFile(keyring.serialize());
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  }
}

// Not `instanceof Error`: errors of node:fs come from another realm where code runs in a VM context.
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
