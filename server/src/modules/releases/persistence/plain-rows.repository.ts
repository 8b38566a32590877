import type { ObjectLiteral, QueryResult, Repository } from 'typeorm';

/** Columns that must have exactly these values; null is not among them. */
type Key<E> = { readonly [P in keyof E]?: string | number };

/**
 * One row by its key, the same as `findOneBy` gives. The query builder takes twenty times the statement to say it, and
 * workers ask some fifteen times for each target: at a hundred clusters that was most of a release.
 */
export const plainRow = async <E extends ObjectLiteral>(table: Repository<E>, key: Key<NoInfer<E>>, without: readonly (keyof E)[] = []): Promise<E | undefined> => {
  const { metadata, manager: { dataSource: { driver } } } = table;
  const columns = metadata.columns.filter(({ propertyName }) => !without.includes(propertyName));
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const { where, values } = conditionsOf(table, key);
  const rows: unknown = await table.query(`SELECT ${names} FROM ${driver.escape(metadata.tableName)} WHERE ${where} LIMIT 1`, values);
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (typeof row !== 'object' || row === null) return undefined;
  const entity = table.create();
  for (const column of columns) column.setEntityValue(entity, driver.prepareHydratedValue(Reflect.get(row, column.databaseName), column));
  return entity;
};

/** Writes columns of the rows with the key and answers how many there were. */
export const changePlainRows = async <E extends ObjectLiteral>(table: Repository<E>, key: Key<NoInfer<E>>, change: Partial<NoInfer<E>>): Promise<number> => {
  const { metadata, manager: { dataSource: { driver } } } = table;
  const columns = metadata.columns.filter(({ propertyName }) => change[propertyName] !== undefined);
  const set = columns.map(({ databaseName }) => `${driver.escape(databaseName)} = ?`).join(', ');
  const { where, values } = conditionsOf(table, key);
  const changed = columns.map((column): unknown => driver.preparePersistentValue(change[column.propertyName], column));
  const { affected } = await execute(table, `UPDATE ${driver.escape(metadata.tableName)} SET ${set} WHERE ${where}`, [...changed, ...values]);
  return affected ?? 0;
};

/** Adds whole rows, as many as fit into one statement. A number in the text, as the query builder puts it there, would make each a statement of its own to prepare. */
export const addPlainRows = async <E extends ObjectLiteral>(table: Repository<E>, rows: readonly NoInfer<E>[]): Promise<void> => {
  const { metadata: { columns, tableName }, manager: { dataSource: { driver } } } = table;
  if (rows.length === 0) return;
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const places = `(${columns.map(() => '?').join(', ')})`;
  const values = rows.flatMap((row) => columns.map((column): unknown => driver.preparePersistentValue(row[column.propertyName], column)));
  await table.query(`INSERT INTO ${driver.escape(tableName)} (${names}) VALUES ${rows.map(() => places).join(', ')}`, values);
};

const conditionsOf = <E extends ObjectLiteral>({ metadata, manager: { dataSource: { driver } } }: Repository<E>, key: Key<E>) => {
  const columns = metadata.columns.filter(({ propertyName }) => key[propertyName] !== undefined);
  // A key that names no column of the table would mean every row.
  if (columns.length === 0 || columns.length !== Object.keys(key).length) throw new Error(`These are not columns of ${metadata.tableName}: ${Object.keys(key).join(', ')}`);
  return { where: columns.map(({ databaseName }) => `${driver.escape(databaseName)} = ?`).join(' AND '), values: columns.map(({ propertyName }) => key[propertyName]) };
};

const execute = async <E extends ObjectLiteral>({ manager: { dataSource, queryRunner } }: Repository<E>, sql: string, values: readonly unknown[]): Promise<QueryResult> => {
  const runner = queryRunner ?? dataSource.createQueryRunner();
  try {
    return await runner.query(sql, [...values], true);
  } finally {
    if (queryRunner === undefined) await runner.release();
  }
};
