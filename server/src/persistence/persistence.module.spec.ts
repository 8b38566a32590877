import 'reflect-metadata';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock, SystemClock } from '../kernel/clock.js';
import { Readiness } from '../kernel/health/readiness.js';
import { Keyring } from './sealing/keyring.js';
import { Sealer } from './sealing/sealer.js';
import { persistenceEntities } from './entities.js';
import { PersistenceModule } from './persistence.module.js';
import { UnitOfWork } from './unit-of-work.js';

@Global()
@Module({ providers: [Readiness, { provide: Clock, useClass: SystemClock }], exports: [Readiness, Clock] })
class KernelParts {}

describe('the persistence module', () => {
  let folder: string;
  let keyringFile: string;
  const context = { table: 't', column: 'c', rowId: 'r', version: 1 };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperkuber-persistence-'));
    keyringFile = join(folder, 'keyring.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const start = async (migrateAtStart = true): Promise<TestingModule> => {
    const options = { url: `sqlite:${join(folder, 'database.sqlite')}`, entities: persistenceEntities, keyringFile, migrateAtStart };
    return (await Test.createTestingModule({ imports: [KernelParts, PersistenceModule.with(options)] }).compile()).init();
  };

  it('does not start on a schema that is behind', async () => {
    await expect(start(false)).rejects.toMatchObject({ code: 'schema-behind' });
  });

  it('does not start with the wrong keyring, and leaves it alone', async () => {
    await (await start()).close();
    const wrong = Keyring.generate(new Date()).serialize();
    await rm(keyringFile);
    await writeFile(keyringFile, wrong);
    await expect(start()).rejects.toMatchObject({ code: 'keyring-refused' });
    expect(await readFile(keyringFile, 'utf8')).toBe(wrong);
  });

  it('is not ready while the keyring file is the wrong one, and ready again with the right one', async () => {
    const app = await start();
    const [readiness, sealer] = [app.get(Readiness), app.get(Sealer)];
    expect(await readiness.faults()).toEqual({});
    const right = await readFile(keyringFile, 'utf8');
    await rm(keyringFile);
    expect((await readiness.faults())['persistence']).toContain(keyringFile);
    expect(() => sealer.seal('x', context)).toThrow(keyringFile);
    await writeFile(keyringFile, right);
    expect(await readiness.faults()).toEqual({});
    expect(sealer.openText(sealer.seal('x', context), context).reveal()).toBe('x');
    await app.close();
  });

  it('finds its data again after a restart', async () => {
    const first = await start();
    const sealed = first.get(Sealer).seal('kept', context);
    await first.get(UnitOfWork).run(() => Promise.resolve());
    await first.close();
    const second = await start(false);
    expect(second.get(Sealer).openText(sealed, context).reveal()).toBe('kept');
    await second.close();
  });
});
