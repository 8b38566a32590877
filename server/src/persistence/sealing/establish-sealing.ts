import { newId } from '../../kernel/ids.js';
import type { Installation, Installations } from '../installations.repository.js';
import { KeyringRefused, SealBroken } from './errors.js';
import { Keyring } from './keyring.js';
import type { KeyringFile } from './keyring-file.js';
import type { SealContext } from './seal-context.js';
import { Sealer } from './sealer.js';

const SENTINEL = 'hyperkuber';

/**
 * The sealer of this installation, proven to hold the right keyring before anything is served. Only an empty database
 * gets a new keyring; with sealed rows a missing or wrong one is refused, because a new one would lose them for good.
 * @throws KeyringRefused
 */
export async function establishSealing(installations: Installations, file: KeyringFile, now: Date): Promise<Sealer> {
  const installation = (await installations.find()) ?? (await install(installations, file, now));
  const sealer = new Sealer(installation.id, await keyringOf(file));
  proveKeyring(sealer, installation, file);
  return sealer;
}

/**
 * Reads the keyring file again: after a rotation step, and with each readiness check. Until the right keyring is back
 * the sealer neither seals nor opens.
 * @throws KeyringRefused
 */
export async function renewKeyring(sealer: Sealer, installations: Installations, file: KeyringFile): Promise<void> {
  try {
    const installation = await installations.find();
    if (!installation) throw new KeyringRefused('The database does not hold this installation any more');
    const keyring = await keyringOf(file);
    proveKeyring(new Sealer(sealer.installationId, keyring), installation, file);
    sealer.use(keyring);
  } catch (error) {
    if (error instanceof KeyringRefused) sealer.use(error);
    throw error;
  }
}

async function install(installations: Installations, file: KeyringFile, now: Date): Promise<Installation> {
  if (!(await file.read())) await file.create(Keyring.generate(now));
  const id = newId();
  const sentinel = new Sealer(id, await keyringOf(file)).seal(SENTINEL, contextOf(id));
  await installations.add({ id, sentinel }, now);
  const installed = await installations.find();
  if (!installed) throw new KeyringRefused('The installation could not be written');
  return installed;
}

async function keyringOf(file: KeyringFile): Promise<Keyring> {
  const keyring = await file.read();
  if (!keyring) throw new KeyringRefused(`The database holds sealed values, but there is no keyring at ${file.path}; put the keyring of this installation there`);
  return keyring;
}

function proveKeyring(sealer: Sealer, installation: Installation, file: KeyringFile): void {
  try {
    if (sealer.openText(installation.sentinel, contextOf(installation.id)).reveal() === SENTINEL) return;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
  }
  throw new KeyringRefused(`The keyring at ${file.path} is not the one that sealed this database; put the right one there`);
}

const contextOf = (id: string): SealContext => ({ table: 'installations', column: 'sentinel', rowId: id, version: 1 });
