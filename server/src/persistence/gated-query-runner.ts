import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { TransactionGate } from './transaction-gate.js';

/**
 * Lets each query runner on SQLite behave like a connection of its own. TypeORM gives all callers one runner, so two
 * transactions would share their state; here each caller has a runner, and the gate lets one transaction or one
 * statement through at a time.
 */
export class GatedQueryRunner extends BetterSqlite3QueryRunner {
  private releaseGate: (() => void) | undefined;

  constructor(driver: BetterSqlite3Driver, private readonly gate: TransactionGate, statements: Map<string, unknown>) {
    super(driver);
    // Prepared statements belong to the connection, which all runners share; a cache per runner would never be hit.
    Reflect.set(this, 'stmtCache', statements);
  }

  override async query(query: string, parameters?: unknown[], useStructuredResult?: boolean): ReturnType<BetterSqlite3QueryRunner['query']> {
    // A deferred transaction that turns to writing later fails with SQLITE_BUSY without waiting, whatever the timeout.
    const statement = query === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : query;
    if (this.releaseGate) return super.query(statement, parameters, useStructuredResult);
    const release = await this.gate.acquire();
    try {
      return await super.query(statement, parameters, useStructuredResult);
    } finally {
      release();
    }
  }

  override async startTransaction(...isolation: Parameters<BetterSqlite3QueryRunner['startTransaction']>): Promise<void> {
    this.releaseGate ??= await this.gate.acquire();
    try {
      await super.startTransaction(...isolation);
    } catch (error) {
      if (this.transactionDepth === 0) {
        this.isTransactionActive = false;
        this.leave();
      }
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    // A COMMIT that fails leaves the transaction open: the gate stays closed until the rollback.
    await super.commitTransaction();
    if (!this.isTransactionActive) this.leave();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      if (!this.isTransactionActive || this.transactionDepth <= 1) this.leave();
    }
  }

  override async release(): Promise<void> {
    if (this.isTransactionActive) await this.rollbackTransaction();
    await super.release();
  }

  private leave(): void {
    this.releaseGate?.();
    this.releaseGate = undefined;
  }
}
