import type { DataSource } from 'typeorm';
import { newId } from '../kernel/ids.js';
import { openDataSource } from './data-source.js';
import { isUniqueViolation } from './database-errors.js';
import { type DatabaseServer, startMariadb, startMysql, startSqlite } from './testing/database-servers.js';
import { ChildEntity, CreateChildren1700000000100, CreateParents1700000000000, ParentEntity } from './testing/every-column.js';

const parent = (name: string) => ({
  id: newId(), name, labels: { team: 'blue' }, extra: { at: 'dawn' }, createdAt: new Date('2026-02-03T04:05:06.789Z'), bytes: 2 ** 53 - 1,
});

describe.each([['sqlite', startSqlite], ['mariadb', startMariadb], ['mysql', startMysql]])('the column vocabulary on %s', (family, start) => {
  let server: DatabaseServer;
  let dataSource: DataSource;

  beforeAll(async () => {
    server = await start();
    dataSource = await openDataSource({
      url: await server.freshUrl(), entities: [ParentEntity, ChildEntity], migrations: [CreateParents1700000000000, CreateChildren1700000000100],
    });
    await dataSource.runMigrations({ transaction: 'each' });
  });
  afterAll(async () => {
    await dataSource.destroy();
    await server.stop();
  });

  it('leaves no drift between migrations and entities', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map((each) => each.query)).toEqual([]);
  });

  it('is served as what the server is', () => {
    expect(dataSource.options.type).toBe(family === 'sqlite' ? 'better-sqlite3' : family);
    return Promise.resolve();
  });

  it('gives back what was written', async () => {
    const rows = dataSource.getRepository(ParentEntity);
    const written = parent('round-trip');
    await rows.insert({ ...written, isPaused: true, digest: Buffer.from([0, 255]), revision: 7, seenAt: null });
    const read = await rows.findOneByOrFail({ id: written.id });
    expect(read).toMatchObject({ ...written, isPaused: true, reachable: null, phase: 'new', version: 1, revision: 7, port: null, seenAt: null, secret: null, nickName: null });
    expect(read.digest).toEqual(Buffer.from([0, 255]));
  });

  it('tells names apart by their bytes', async () => {
    const rows = dataSource.getRepository(ParentEntity);
    await rows.insert([parent('prod'), parent('Prod'), parent('prød')]);
    expect(await rows.countBy({ name: 'prod' })).toBe(1);
    const refusal = await rows.insert(parent('prod')).catch((error: unknown) => error);
    expect(isUniqueViolation(refusal)).toBe(true);
  });

  it('holds big text and big bytes', async () => {
    const rows = dataSource.getRepository(ParentEntity);
    const written = { ...parent('big'), manifest: 'ü'.repeat(70_000), labels: { long: 'x'.repeat(70_000) }, secret: Buffer.alloc(70_000, 1) };
    await rows.insert(written);
    const read = await rows.findOneByOrFail({ id: written.id });
    expect(read.manifest).toBe(written.manifest);
    expect(read.labels).toEqual(written.labels);
    expect(read.secret).toEqual(written.secret);
  });

  it('takes the children with the parent', async () => {
    const written = parent('with-children');
    await dataSource.getRepository(ParentEntity).insert(written);
    await dataSource.getRepository(ChildEntity).insert({ id: newId(), parentId: written.id, kind: 'first' });
    await expect(dataSource.getRepository(ChildEntity).insert({ id: newId(), parentId: newId(), kind: 'orphan' })).rejects.toThrow();
    await dataSource.getRepository(ParentEntity).delete({ id: written.id });
    expect(await dataSource.getRepository(ChildEntity).countBy({ parentId: written.id })).toBe(0);
  });
});
