import type { DataSource } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { withMigrationLock } from './migration-lock.js';

export class SchemaBehind extends DomainError {
  readonly code = 'schema-behind';
  readonly status = 503;
  readonly title = 'The database is not migrated';
}

/**
 * Brings the schema to the latest version, forward only, one transaction per migration. Any number of processes may call
 * it at once: one does the work, the others wait and find nothing left. Returns the names of those it ran.
 */
export function migrateToLatest(dataSource: DataSource): Promise<string[]> {
  return withMigrationLock(dataSource, async () => {
    // Mode `each`: with `none` a changed column on SQLite deleted the rows of child tables during the table copy.
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  });
}

/** Throws where the server is newer than the schema. An older server on a newer schema is fine: schemas grow first. */
export async function refuseOldSchema(dataSource: DataSource): Promise<void> {
  const missing = await dataSource.showMigrations();
  if (missing) throw new SchemaBehind('Migrations are missing in the database; run `node dist/server/migrate.js` first');
}
