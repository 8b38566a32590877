import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { persistenceEntities } from '../entities.js';
import { Installations } from '../installations.repository.js';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.js';
import { establishSealing, renewKeyring } from './establish-sealing.js';
import { KeyringFile } from './keyring-file.js';
import { Keyring } from './keyring.js';

const now = new Date('2026-01-02T03:04:05.678Z');
const context = { table: 't', column: 'c', rowId: 'r', version: 1 };

describe('sealing at start', () => {
  let database: TestDatabase;
  let folder: string;
  let file: KeyringFile;
  let installations: Installations;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperkuber-keyring-'));
    file = new KeyringFile(join(folder, 'data/keyring.json'));
    database = await openTestDatabase(persistenceEntities);
    installations = new Installations(database.tables);
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const overwrite = async (text: string): Promise<void> => {
    await rm(file.path, { force: true });
    await writeFile(file.path, text, { mode: 0o400 });
  };

  it.each([
    ['missing', undefined], ['empty', ''], ['short', '{"primary":"k1","keys":{"k1":{"alg":"aes-256-gcm","material":"AAAA","created":"2026-01-02T03:04:05Z"}}}'],
    ['another one', Keyring.generate(now).serialize()],
  ])('refuses a keyring that is %s once values are sealed, and makes no new one', async (_, text) => {
    const sealer = await establishSealing(installations, file, now);
    const sealed = sealer.seal('secret', context);
    const right = await readFile(file.path, 'utf8');
    await rm(file.path);
    if (text !== undefined) await overwrite(text);
    const before = await installations.find();

    await expect(establishSealing(installations, file, now)).rejects.toMatchObject({ code: 'keyring-refused' });
    await expect(establishSealing(installations, file, now)).rejects.toThrow(file.path);
    expect(await readFile(file.path, 'utf8').catch(() => undefined)).toBe(text);
    expect(await installations.find()).toEqual(before);

    await overwrite(right);
    expect((await establishSealing(installations, file, now)).openText(sealed, context).reveal()).toBe('secret');
  });

  it('makes a keyring for an empty database, for its owner only', async () => {
    await establishSealing(installations, file, now);
    expect((await stat(file.path)).mode & 0o777).toBe(0o400);
    expect(await file.looseMode()).toBeNull();
    await chmod(file.path, 0o644);
    expect(await file.looseMode()).toContain('0400');
  });

  it('takes a given keyring for an empty database', async () => {
    const { keyring } = Keyring.generate(now).addKey(now);
    await file.create(keyring);
    expect((await establishSealing(installations, file, now)).primaryKeyId).toBe('k1');
    expect((await file.read())?.ids).toEqual(['k1', 'k2']);
  });

  it('gives all processes that start at once the same installation', async () => {
    const sealers = await Promise.all([1, 2, 3].map(() => establishSealing(installations, file, now)));
    const sealed = sealers[0]?.seal('secret', context) ?? Buffer.alloc(0);
    expect(sealers.map((sealer) => sealer.openText(sealed, context).reveal())).toEqual(['secret', 'secret', 'secret']);
  });

  it('stops sealing while the wrong keyring lies there, and goes on with the right one', async () => {
    const sealer = await establishSealing(installations, file, now);
    const sealed = sealer.seal('secret', context);
    const right = await readFile(file.path, 'utf8');
    await overwrite(Keyring.generate(now).serialize());
    await expect(renewKeyring(sealer, installations, file)).rejects.toMatchObject({ code: 'keyring-refused' });
    expect(() => sealer.seal('x', context)).toThrow('put the right one there');
    await overwrite(right);
    await renewKeyring(sealer, installations, file);
    expect(sealer.openText(sealed, context).reveal()).toBe('secret');
  });
});
