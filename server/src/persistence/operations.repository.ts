import { LessThan } from 'typeorm';
import { OperationEntity } from './operation.entity.js';
import type { Tables } from './tables.js';
import type { Tx } from './unit-of-work.js';

/** The marks of committed transactions on the MySQL family. */
export class Operations {
  constructor(private readonly tables: Tables) {}

  async add(id: string, tx: Tx): Promise<void> {
    await this.tables.of(OperationEntity, tx).insert({ id, createdAt: new Date() });
  }

  /** Waits for a commit that is still under way on the server: its row lock is held until it ends. */
  async wasCommitted(id: string): Promise<boolean> {
    return this.tables.dataSource.transaction(async (manager) =>
      (await manager.findOne(OperationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })) !== null);
  }

  /** Marks are only asked for within seconds of their commit. */
  async forgetBefore(moment: Date): Promise<void> {
    await this.tables.of(OperationEntity).delete({ createdAt: LessThan(moment) });
  }
}
