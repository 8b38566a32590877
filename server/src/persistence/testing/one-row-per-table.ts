import type { DataSource, Table, TableColumn } from 'typeorm';

type Row = Record<string, unknown>;

/** The tables of the schema, parents before their children; without the list of migrations. */
export async function tablesOf(dataSource: DataSource): Promise<Table[]> {
  const runner = dataSource.createQueryRunner();
  const tables = await runner.getTables(await tableNames(dataSource));
  await runner.release();
  const sorted: Table[] = [];
  const place = (table: Table): void => {
    if (sorted.includes(table)) return;
    for (const key of table.foreignKeys) {
      const parent = tables.find((each) => nameOf(each) === key.referencedTableName.split('.').at(-1));
      if (parent && parent !== table) place(parent);
    }
    sorted.push(table);
  };
  tables.forEach(place);
  return sorted;
}

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const sql = dataSource.options.type === 'better-sqlite3'
    ? "SELECT name FROM sqlite_master WHERE type = 'table'"
    : 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()';
  const rows = await dataSource.query<{ name: string }[]>(sql);
  return rows.map((row) => row.name).filter((name) => name !== 'schema_migrations' && !name.startsWith('sqlite_'));
}

export const nameOf = (table: Table): string => table.name.split('.').at(-1) ?? table.name;

export async function countRows(dataSource: DataSource): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(dataSource)) {
    const row = await dataSource.createQueryBuilder().select('COUNT(*)', 'count').from(nameOf(table), 't').getRawOne<{ count: string }>();
    counts[nameOf(table)] = Number(row?.count);
  }
  return counts;
}

/** Puts one row into every table that has none, whatever its columns are. */
export async function fillEmptyTables(dataSource: DataSource): Promise<void> {
  const counts = await countRows(dataSource);
  for (const table of await tablesOf(dataSource)) {
    if (counts[nameOf(table)] !== 0) continue;
    const values = await Promise.all(table.columns.map((column) => valueFor(dataSource, table, column)));
    // Without the query builder: it would take the columns for properties of the entity.
    const columns = table.columns.map((column) => dataSource.driver.escape(column.name)).join(', ');
    await dataSource.query(`INSERT INTO ${dataSource.driver.escape(nameOf(table))} (${columns}) VALUES (${values.map(() => '?').join(', ')})`, values);
  }
}

async function valueFor(dataSource: DataSource, table: Table, column: TableColumn): Promise<unknown> {
  const key = table.foreignKeys.find((each) => each.columnNames.includes(column.name));
  const parent = key?.referencedTableName.split('.').at(-1);
  if (parent !== undefined && parent !== nameOf(table)) {
    const row: Row | undefined = await dataSource.createQueryBuilder().select('*').from(parent, 'p').limit(1).getRawOne();
    return row?.[key?.referencedColumnNames[0] ?? 'id'];
  }
  if (parent !== undefined) return null;
  return sample(column.type, column.length);
}

function sample(type: string, length: string): unknown {
  if (type.includes('blob')) return Buffer.from('bytes');
  if (type === 'datetime') return '2026-01-02 03:04:05.678';
  if (type.includes('int') || type === 'boolean') return 1;
  return 'value'.slice(0, Number(length) || undefined);
}
