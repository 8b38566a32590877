import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';

const PATIENCE_MS = 300_000;
const POLL_MS = 100;
const LOCK_NAME = 'hyperkuber.migrate';

export class MigrationLockBusy extends DomainError {
  readonly code = 'migration-lock-busy';
  readonly status = 503;
  readonly title = 'Another process migrates the database';
}

/** Runs `fn` while no other process of this installation does the same. The lock dies with its process. */
export async function withMigrationLock<T>(dataSource: DataSource, fn: () => Promise<T>): Promise<T> {
  if (dataSource.options.type !== 'better-sqlite3') return withServerLock(dataSource, fn);
  const { database } = dataSource.options;
  return database === ':memory:' ? fn() : withFileLock(`${database}.migrate-lock`, fn);
}

async function withServerLock<T>(dataSource: DataSource, fn: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    // GET_LOCK is one name for the whole server; the database belongs into it.
    const name = `${LOCK_NAME}.${String(dataSource.options.database)}`.slice(0, 64);
    const [row] = await dataSource.query<{ taken: unknown }[]>('SELECT GET_LOCK(?, ?) AS taken', [name, PATIENCE_MS / 1_000], runner);
    if (Number(row?.taken) !== 1) throw busy();
    try {
      return await fn();
    } finally {
      await runner.query('SELECT RELEASE_LOCK(?)', [name]);
    }
  } finally {
    await runner.release();
  }
}

/** A lock on the database file itself would shut out the migrations, so a file beside it carries the lock. */
async function withFileLock<T>(file: string, fn: () => Promise<T>): Promise<T> {
  const lock = new Database(file, { timeout: 0 });
  try {
    await beginExclusive(lock);
    return await fn();
  } finally {
    lock.close();
  }
}

async function beginExclusive(lock: Database): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
      if (Date.now() > end) throw busy();
      await wait(POLL_MS);
    }
  }
}

const busy = (): MigrationLockBusy =>
  new MigrationLockBusy(`Another process has held the migration lock for ${String(PATIENCE_MS / 1_000)} s; see whether it hangs`);
