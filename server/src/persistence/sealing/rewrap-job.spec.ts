import { SystemClock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { openDataSource } from '../data-source.js';
import { persistenceEntities } from '../entities.js';
import { Tables } from '../tables.js';
import { CreateParents1700000000000, ParentEntity } from '../testing/every-column.js';
import { migrations } from '../../../../migrations/index.js';
import { keyIdOf } from './envelope.js';
import { Keyring } from './keyring.js';
import { RewrapJob } from './rewrap-job.js';
import { type SealedRow, SealedRows } from './sealed-rows.repository.js';
import { Sealer } from './sealer.js';

const now = new Date('2026-01-02T03:04:05.678Z');
const ROWS = 1_000;
const contextOf = (rowId: string) => ({ table: 'parents', column: 'secret', rowId, version: 1 });

/** Dies before or after the n-th write, as a killed process does. */
class DyingRows extends SealedRows {
  constructor(tables: Tables, private lives: number, private readonly after: boolean) {
    super(tables);
  }

  override async replace(...step: [{ table: string; column: string }, SealedRow, Buffer]): Promise<boolean> {
    if (this.lives-- > 0) return super.replace(...step);
    if (this.after) await super.replace(...step);
    throw new Error('killed');
  }
}

describe('a rewrap', () => {
  const old = Keyring.generate(now);
  const { keyring: both, id } = old.addKey(now);
  const before = new Sealer('installation-1', old);
  const sealer = new Sealer('installation-1', both.makePrimary(id));
  let tables: Tables;

  beforeEach(async () => {
    tables = new Tables(await openDataSource({
      url: 'sqlite::memory:', entities: [...persistenceEntities, ParentEntity], migrations: [CreateParents1700000000000, ...migrations.slice(0, 3)],
    }));
    await tables.dataSource.runMigrations({ transaction: 'each' });
    const rows = Array.from({ length: ROWS }, () => newId()).map((rowId, n) => ({
      id: rowId, name: `row ${String(n)}`, labels: {}, createdAt: now, secret: n % 10 === 0 ? null : before.seal(`secret of ${rowId}`, contextOf(rowId)),
    }));
    for (let at = 0; at < ROWS; at += 100) await tables.of(ParentEntity).insert(rows.slice(at, at + 100));
  });
  afterEach(() => tables.dataSource.destroy());

  const run = (rows: SealedRows, signal?: AbortSignal) => new RewrapJob(rows, sealer, new SystemClock()).execute(signal);

  const expectAllRewrapped = async (): Promise<void> => {
    const onlyNew = new Sealer('installation-1', both.makePrimary(id).dropKey('k1'));
    const rows = await tables.of(ParentEntity).find();
    expect(rows).toHaveLength(ROWS);
    for (const row of rows) {
      if (row.secret) expect(onlyNew.openText(row.secret, contextOf(row.id)).reveal()).toBe(`secret of ${row.id}`);
    }
    expect(rows.filter((row) => row.secret && keyIdOf(row.secret) === 'k2')).toHaveLength(900);
  };

  it('brings every row under the new key, once', async () => {
    expect(await run(new SealedRows(tables))).toEqual({ rewrapped: 900, left: 0 });
    await expectAllRewrapped();
    expect(await run(new SealedRows(tables))).toEqual({ rewrapped: 0, left: 0 });
  });

  it('goes on after being killed at ten points; no row is lost, none wrapped twice', async () => {
    for (let kill = 0; kill < 10; kill++) {
      const lives = Math.floor(Math.random() * 90);
      await expect(run(new DyingRows(tables, lives, kill % 2 === 0))).rejects.toThrow('killed');
    }
    expect((await run(new SealedRows(tables))).left).toBe(0);
    await expectAllRewrapped();
  });

  it('does not write over a row that changed under its hands', async () => {
    const [row] = await tables.of(ParentEntity).find({ order: { id: 'ASC' }, skip: 1, take: 1 });
    if (!row) throw new Error('no row');
    const fresh = sealer.seal('newer', contextOf(row.id));
    class Overtaken extends SealedRows {
      override async replace(...step: [{ table: string; column: string }, SealedRow, Buffer]): Promise<boolean> {
        if (step[1].id === row?.id) await tables.of(ParentEntity).update({ id: row.id }, { secret: fresh });
        return super.replace(...step);
      }
    }
    expect(await run(new Overtaken(tables))).toEqual({ rewrapped: 899, left: 0 });
    expect((await tables.of(ParentEntity).findOneByOrFail({ id: row.id })).secret).toEqual(fresh);
  });

  it('passes a damaged row by and counts it as left', async () => {
    const [row] = await tables.of(ParentEntity).find({ order: { id: 'ASC' }, skip: 1, take: 1 });
    await tables.of(ParentEntity).update({ id: row?.id ?? '' }, { secret: Buffer.from('HK1 damaged') });
    expect(await run(new SealedRows(tables))).toEqual({ rewrapped: 899, left: 1 });
  });
});
