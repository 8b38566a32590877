import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { Tx } from './unit-of-work.js';

/** The transaction as the persistence layer sees it. */
export class OpenTx extends Tx {
  private readonly effects: (() => void | Promise<void>)[] = [];
  state: 'open' | 'doomed' | 'ended' = 'open';

  constructor(readonly manager: EntityManager) {
    super();
  }

  afterCommit(effect: () => void | Promise<void>): void {
    this.effects.push(effect);
  }

  takeEffects(): readonly (() => void | Promise<void>)[] {
    return this.effects.splice(0);
  }
}

/**
 * The way of every repository to its table. With a transaction, or within `UnitOfWork.run`, queries belong to that
 * transaction; otherwise each stands alone.
 */
export class Tables {
  readonly scope = new AsyncLocalStorage<OpenTx>();

  constructor(readonly dataSource: DataSource) {}

  of<E extends ObjectLiteral>(entity: EntityTarget<E>, tx?: Tx): Repository<E> {
    return this.manager(tx).getRepository(entity);
  }

  manager(tx?: Tx): EntityManager {
    if (tx instanceof OpenTx) {
      if (tx.state === 'ended') throw new Error('The transaction has ended: a promise was not awaited inside UnitOfWork.run');
      return tx.manager;
    }
    const ambient = this.scope.getStore();
    return ambient && ambient.state !== 'ended' ? ambient.manager : this.dataSource.manager;
  }
}
