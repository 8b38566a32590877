import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { entities } from '../entities.js';
import { openDataSource } from './data-source.js';
import { migrateToLatest, refuseOldSchema } from './migrate.js';
import { type DatabaseServer, startMariadb, startMysql, startSqlite } from './testing/database-servers.js';
import { countRows, fillEmptyTables } from './testing/one-row-per-table.js';

const run = promisify(execFile);
const workspace = resolve(import.meta.dirname, '../../..');

/** The migrate command as a process of its own runs it: compiled, outside of the test runner. */
async function compileCommand(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperkuber-migrate-'));
  for (const source of ['server/src', 'migrations']) {
    await run(join(workspace, 'node_modules/.bin/swc'), [source, '-d', folder, '--config-file', 'server/.swcrc', '-q'], { cwd: workspace });
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

describe.each([['sqlite', startSqlite], ['mariadb', startMariadb], ['mysql', startMysql]])('the migrations on %s', (family, start) => {
  let server: DatabaseServer;
  let opened: DataSource | undefined;

  beforeAll(async () => { server = await start(); });
  afterEach(async () => {
    await opened?.destroy();
    opened = undefined;
  });
  afterAll(() => server.stop());

  const open = async (url: string, upTo: number = migrations.length): Promise<DataSource> => {
    await opened?.destroy();
    opened = await openDataSource({ url, entities, migrations: migrations.slice(0, upTo) });
    return opened;
  };

  it('refuse a server that is newer than the schema', async () => {
    await expect(refuseOldSchema(await open(await server.freshUrl()))).rejects.toMatchObject({ code: 'schema-behind' });
  });

  it('make from nothing what the entities say', async () => {
    const dataSource = await open(await server.freshUrl());
    expect(await migrateToLatest(dataSource)).toEqual(migrations.map((migration) => migration.name));
    expect(await migrateToLatest(dataSource)).toEqual([]);
    await refuseOldSchema(dataSource);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map((each) => each.query)).toEqual([]);
  });

  it('make no table that no entity knows', async () => {
    const dataSource = await open(await server.freshUrl());
    await migrateToLatest(dataSource);
    const known = new Set(dataSource.entityMetadatas.map((metadata) => metadata.tableName));
    expect(Object.keys(await countRows(dataSource)).filter((table) => !known.has(table))).toEqual([]);
  });

  it('lose no row on the way', async () => {
    const url = await server.freshUrl();
    for (let step = 1; step <= migrations.length; step++) {
      const before = step === 1 ? {} : await countRows(await open(url, step - 1));
      const dataSource = await open(url, step);
      await migrateToLatest(dataSource);
      expect(await countRows(dataSource)).toMatchObject(before);
      await fillEmptyTables(dataSource);
    }
  });

  it('compare every text by its bytes', async () => {
    if (family === 'sqlite') return;
    const dataSource = await open(await server.freshUrl());
    await migrateToLatest(dataSource);
    const columns = await dataSource.query<{ place: string }[]>(
      `SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) AS place FROM information_schema.COLUMNS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME <> 'schema_migrations' AND COLLATION_NAME <> 'utf8mb4_bin'`);
    expect(columns.map((each) => each.place)).toEqual([]);
  });

  it('run once when three processes start them at once', async () => {
    const url = await server.freshUrl();
    const folder = await compileCommand();
    try {
      const runs = await Promise.all([1, 2, 3].map(() =>
        run(process.execPath, [join(folder, 'server/src/migrate.js')], { env: { ...process.env, DATABASE_URL: url, HYPERKUBER_DATA: folder } })));
      const printed = runs.flatMap((each) => each.stdout.trim().split('\n')).filter((line) => line.startsWith('migrated '));
      expect(printed).toEqual(migrations.map((migration) => `migrated ${migration.name}`));
      expect(await migrateToLatest(await open(url))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
