import { migrations } from '../../../migrations/index.js';
import { SystemClock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { DatabaseUnitOfWork } from './database-unit-of-work.js';
import { openDataSource } from './data-source.js';
import { persistenceEntities } from './entities.js';
import { Keyring } from './sealing/keyring.js';
import { RewrapJob } from './sealing/rewrap-job.js';
import { SealedRows } from './sealing/sealed-rows.repository.js';
import { Sealer } from './sealing/sealer.js';
import { Tables } from './tables.js';
import { type DatabaseServer, startMariadb, startMysql } from './testing/database-servers.js';
import { CreateParents1700000000000, ParentEntity } from './testing/every-column.js';

const row = (name: string) => ({ id: newId(), name, labels: {}, createdAt: new Date() });

describe.each([['mariadb', startMariadb], ['mysql', startMysql]])('a unit of work on %s', (_, start) => {
  let server: DatabaseServer;
  let tables: Tables;
  let unitOfWork: DatabaseUnitOfWork;

  beforeAll(async () => { server = await start(); });
  beforeEach(async () => {
    const url = await server.freshUrl();
    tables = new Tables(await openDataSource({ url, entities: [...persistenceEntities, ParentEntity], migrations: [CreateParents1700000000000, ...migrations.slice(0, 3)] }));
    await tables.dataSource.runMigrations({ transaction: 'each' });
    unitOfWork = new DatabaseUnitOfWork(tables, { baseDelayMs: 5 });
  });
  afterEach(() => tables.dataSource.destroy());
  afterAll(() => server.stop());

  const parents = () => tables.of(ParentEntity);

  it('reads what others have committed, on every connection of the pool', async () => {
    const levels = await Promise.all(Array.from({ length: 10 }, () => tables.dataSource.query<{ Value: string }[]>("SHOW VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation')")));
    expect(new Set(levels.flatMap((rows) => rows.map((each) => each.Value)))).toEqual(new Set(['READ-COMMITTED']));
  });

  it('survives deadlocks: both orders of two rows end, each once', async () => {
    const [a, b] = [row('a'), row('b')];
    await parents().insert([{ ...a, version: 0 }, { ...b, version: 0 }]);
    let runs = 0;
    const raise = (first: string, second: string) => unitOfWork.run(async (tx) => {
      runs++;
      await tables.of(ParentEntity, tx).increment({ id: first }, 'version', 1);
      await new Promise((resolve) => { setTimeout(resolve, 30); });
      await tables.of(ParentEntity, tx).increment({ id: second }, 'version', 1);
    });
    await Promise.all([raise(a.id, b.id), raise(b.id, a.id)]);
    expect((await parents().find()).map((each) => each.version)).toEqual([2, 2]);
    expect(runs).toBeGreaterThan(2);
  });

  it('writes once when the connection breaks before the commit', async () => {
    let runs = 0;
    await unitOfWork.run(async (tx) => {
      await tables.of(ParentEntity, tx).insert(row('once'));
      if (++runs > 1) return;
      const [own] = await tables.manager(tx).query<{ id: number }[]>('SELECT CONNECTION_ID() AS id');
      const kill = tables.dataSource.createQueryRunner();
      await kill.query(`KILL ${String(own?.id)}`);
      await kill.release();
    });
    expect(runs).toBe(2);
    expect(await parents().countBy({ name: 'once' })).toBe(1);
  });

  it('does not run again what was committed although the answer was lost', async () => {
    const open = tables.dataSource.createQueryRunner.bind(tables.dataSource);
    tables.dataSource.createQueryRunner = (...mode) => {
      tables.dataSource.createQueryRunner = open;
      const runner = open(...mode);
      const commit = runner.commitTransaction.bind(runner);
      runner.commitTransaction = async () => {
        await commit();
        throw Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' });
      };
      return runner;
    };
    let runs = 0;
    await unitOfWork.run(async (tx) => {
      runs++;
      await tables.of(ParentEntity, tx).insert(row('answered by the row'));
    });
    expect(runs).toBe(1);
    expect(await parents().countBy({ name: 'answered by the row' })).toBe(1);
  });

  it('rewraps sealed rows', async () => {
    const old = Keyring.generate(new Date());
    const { keyring, id } = old.addKey(new Date());
    const context = (rowId: string) => ({ table: 'parents', column: 'secret', rowId, version: 1 });
    const rows = Array.from({ length: 250 }, (__, n) => row(`sealed ${String(n)}`)).map((each) => ({ ...each, secret: new Sealer('i', old).seal(each.name, context(each.id)) }));
    await parents().insert(rows);
    const sealer = new Sealer('i', keyring.makePrimary(id));
    expect(await new RewrapJob(new SealedRows(tables), sealer, new SystemClock()).execute()).toEqual({ rewrapped: 250, left: 0 });
    const onlyNew = new Sealer('i', keyring.makePrimary(id).dropKey('k1'));
    for (const each of await parents().find()) expect(onlyNew.openText(each.secret ?? Buffer.alloc(0), context(each.id)).reveal()).toBe(each.name);
  });
});
