/** One open transaction. Services only hand it on; repositories take it as their last parameter. */
export abstract class Tx {
  /** Runs once the transaction is committed, never after a rollback: the place to enqueue jobs and to publish. */
  abstract afterCommit(effect: () => void | Promise<void>): void;
}

export abstract class UnitOfWork {
  /**
   * Runs `fn` in one transaction: all of it or nothing. A run inside a run joins it, and its failure fails the whole.
   * After a deadlock or a lock timeout `fn` runs again, at most three times: it must have no effect outside the
   * database (use `tx.afterCommit`).
   */
  abstract run<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
}
