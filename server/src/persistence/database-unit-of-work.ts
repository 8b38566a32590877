import { setTimeout as wait } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { newId } from '../kernel/ids.js';
import { CommitLost, CommitUnknown, isConnectionLost, isTransient } from './database-errors.js';
import { Operations } from './operations.repository.js';
import { OpenTx, type Tables } from './tables.js';
import { type Tx, UnitOfWork } from './unit-of-work.js';

const ATTEMPTS = 4;

export interface UnitOfWorkOptions {
  /** Told about an effect that failed after the commit; the transaction itself stands. */
  readonly onEffectFailure?: (error: unknown) => void;
  readonly baseDelayMs?: number;
}

export class DatabaseUnitOfWork extends UnitOfWork {
  private readonly operations: Operations;

  constructor(private readonly tables: Tables, private readonly options: UnitOfWorkOptions = {}) {
    super();
    this.operations = new Operations(tables);
  }

  async run<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const ambient = this.tables.scope.getStore();
    if (ambient && ambient.state !== 'ended') return this.join(ambient, fn);
    const { result, effects } = await this.runWithRetries(fn);
    for (const effect of effects) await this.runEffect(effect);
    return result;
  }

  private async join<T>(tx: OpenTx, fn: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await fn(tx);
    } catch (error) {
      // Half of the inner work may be written; whoever catches this must not commit it with the outer.
      tx.state = 'doomed';
      throw error;
    }
  }

  private async runWithRetries<T>(fn: (tx: Tx) => Promise<T>): Promise<Outcome<T>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.runOnce(fn);
      } catch (error) {
        if (attempt === ATTEMPTS || !isTransient(error)) throw error;
        await wait((this.options.baseDelayMs ?? 20) * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }

  private async runOnce<T>(fn: (tx: Tx) => Promise<T>): Promise<Outcome<T>> {
    const runner = this.tables.dataSource.createQueryRunner();
    const tx = new OpenTx(runner.manager);
    try {
      await runner.startTransaction();
      const result = await this.tables.scope.run(tx, () => fn(tx));
      if (tx.state === 'doomed') throw new Error('A unit of work inside this one failed; nothing was written');
      await this.commit(runner, tx);
      return { result, effects: tx.takeEffects() };
    } catch (error) {
      // The first error is the one to tell; a rollback that fails with it has lost its connection and is undone anyway.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      tx.state = 'ended';
      await runner.release();
    }
  }

  private async commit(runner: QueryRunner, tx: OpenTx): Promise<void> {
    if (this.tables.dataSource.options.type === 'better-sqlite3') return runner.commitTransaction();
    const operationId = newId();
    await this.operations.add(operationId, tx);
    try {
      await runner.commitTransaction();
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      // The server may have committed before the connection broke (error 2013): the operation's row tells.
      await this.readBack(operationId, error);
    }
  }

  private async readBack(operationId: string, cause: unknown): Promise<void> {
    const committed = await this.operations.wasCommitted(operationId).catch(() => {
      throw new CommitUnknown('The connection to the database was lost while the change was written; look before trying again', {}, { cause });
    });
    if (!committed) throw new CommitLost('The connection was lost at commit and nothing was written', { cause });
  }

  private async runEffect(effect: () => void | Promise<void>): Promise<void> {
    try {
      await effect();
    } catch (error) {
      this.options.onEffectFailure?.(error);
    }
  }
}

interface Outcome<T> {
  readonly result: T;
  readonly effects: readonly (() => void | Promise<void>)[];
}
