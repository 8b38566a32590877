import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../kernel/ids.js';
import { persistenceEntities } from './entities.js';
import { OperationEntity } from './operation.entity.js';
import { openTestDatabase, type TestDatabase } from './testing/open-test-database.js';

const row = () => ({ id: newId(), createdAt: new Date() });

describe.each(['memory', 'file'])('a unit of work on SQLite in %s', (place) => {
  const folder = mkdtempSync(join(tmpdir(), 'hyperkuber-unit-of-work-'));
  let database: TestDatabase;
  const operations = () => database.tables.of(OperationEntity);

  beforeEach(async () => {
    database = await openTestDatabase(persistenceEntities, place === 'memory' ? undefined : `sqlite:${join(folder, newId())}.db`);
  });
  afterEach(() => database.close());
  afterAll(() => { rmSync(folder, { recursive: true }); });

  it('writes nothing when it fails, and runs no effect', async () => {
    const effects: string[] = [];
    const failing = database.unitOfWork.run(async (tx) => {
      await database.tables.of(OperationEntity, tx).insert(row());
      tx.afterCommit(() => { effects.push('ran'); });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await operations().count()).toBe(0);
    expect(effects).toEqual([]);
  });

  it('keeps a statement made beside an open transaction out of it', async () => {
    const beside = row();
    let started = (): void => undefined;
    const opened = new Promise<void>((resolve) => { started = resolve; });
    const failing = database.unitOfWork.run(async (tx) => {
      await database.tables.of(OperationEntity, tx).insert(row());
      started();
      await wait(20);
      throw new Error('rolled back');
    });
    await opened;
    const inserting = operations().insert(beside);
    await expect(failing).rejects.toThrow('rolled back');
    await inserting;
    expect((await operations().find()).map((each) => each.id)).toEqual([beside.id]);
  });

  it('shows nobody what is not committed', async () => {
    let started = (): void => undefined;
    const opened = new Promise<void>((resolve) => { started = resolve; });
    const writing = database.unitOfWork.run(async (tx) => {
      await database.tables.of(OperationEntity, tx).insert(row());
      started();
      await wait(20);
      await database.tables.of(OperationEntity, tx).insert(row());
    });
    await opened;
    expect([0, 2]).toContain(await operations().count());
    await writing;
  });

  it('keeps many transactions and saves at once apart, each whole or absent', async () => {
    const good = Array.from({ length: 30 }, () => database.unitOfWork.run(async (tx) => {
      await database.tables.of(OperationEntity, tx).insert(row());
      await wait(1);
      await database.tables.of(OperationEntity, tx).save(row());
    }));
    const bad = Array.from({ length: 30 }, () => database.unitOfWork.run(async (tx) => {
      await database.tables.of(OperationEntity, tx).insert(row());
      await wait(1);
      throw new Error('bad');
    }).catch(() => undefined));
    const lone = Array.from({ length: 30 }, () => operations().save(row()));
    await Promise.all([...good, ...bad, ...lone]);
    expect(await operations().count()).toBe(30 * 2 + 30);
  });

  it('takes a query without a transaction into the one around it', async () => {
    await expect(database.unitOfWork.run(async () => {
      await operations().insert(row());
      expect(await operations().count()).toBe(1);
      throw new Error('undo');
    })).rejects.toThrow('undo');
    expect(await operations().count()).toBe(0);
  });

  it('joins a run inside a run, and fails whole when the inner failed unseen', async () => {
    await database.unitOfWork.run(async () => {
      await operations().insert(row());
      await database.unitOfWork.run(async (tx) => { await database.tables.of(OperationEntity, tx).insert(row()); });
    });
    expect(await operations().count()).toBe(2);
    await expect(database.unitOfWork.run(async () => {
      await operations().insert(row());
      await database.unitOfWork.run(() => Promise.reject(new Error('inner'))).catch(() => undefined);
    })).rejects.toThrow('nothing was written');
    expect(await operations().count()).toBe(2);
  });

  it('runs effects after the commit, outside the transaction', async () => {
    let seen = -1;
    await database.unitOfWork.run(async (tx) => {
      tx.afterCommit(async () => { seen = await operations().count(); });
      await database.tables.of(OperationEntity, tx).insert(row());
    });
    expect(seen).toBe(1);
  });

  it('runs again after a deadlock, three times at most', async () => {
    let runs = 0;
    const deadlock = Object.assign(new Error('deadlock'), { code: 'ER_LOCK_DEADLOCK' });
    await database.unitOfWork.run(async (tx) => {
      await database.tables.of(OperationEntity, tx).insert(row());
      if (++runs < 3) throw deadlock;
    });
    expect(await operations().count()).toBe(1);
    runs = 0;
    await expect(database.unitOfWork.run(() => { runs++; return Promise.reject(deadlock); })).rejects.toThrow('deadlock');
    expect(runs).toBe(4);
  });

  it('refuses a transaction that has ended', async () => {
    const ended = await database.unitOfWork.run((tx) => Promise.resolve(tx));
    expect(() => database.tables.of(OperationEntity, ended)).toThrow('has ended');
  });
});
