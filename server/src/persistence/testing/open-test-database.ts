import type { DataSource } from 'typeorm';
import { DatabaseUnitOfWork } from '../database-unit-of-work.js';
import { openDataSource } from '../data-source.js';
import { Tables } from '../tables.js';
import type { UnitOfWork } from '../unit-of-work.js';

export interface TestDatabase {
  readonly dataSource: DataSource;
  readonly tables: Tables;
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

/** A migrated database, in memory unless a URL is given. */
export async function openTestDatabase(
  entities: readonly (abstract new () => object)[], url = 'sqlite::memory:',
): Promise<TestDatabase> {
  const dataSource = await openDataSource({ url, entities });
  await dataSource.runMigrations({ transaction: 'each' });
  const tables = new Tables(dataSource);
  return { dataSource, tables, unitOfWork: new DatabaseUnitOfWork(tables), close: () => dataSource.destroy() };
}
