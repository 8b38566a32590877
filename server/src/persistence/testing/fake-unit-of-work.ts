import { Tx, UnitOfWork } from '../unit-of-work.js';

/** Runs at once, keeps nothing apart; effects after the commit run only where `fn` succeeds. */
export class FakeUnitOfWork extends UnitOfWork {
  async run<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = new FakeTx();
    const result = await fn(tx);
    for (const effect of tx.effects) await effect();
    return result;
  }
}

class FakeTx extends Tx {
  readonly effects: (() => void | Promise<void>)[] = [];

  afterCommit(effect: () => void | Promise<void>): void {
    this.effects.push(effect);
  }
}
