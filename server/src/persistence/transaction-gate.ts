/**
 * A lock that is handed on in the order of asking. SQLite has one connection for the whole process: without the gate a
 * statement of one request lands inside the open transaction of another and vanishes with its rollback.
 */
export class TransactionGate {
  private readonly waiting: (() => void)[] = [];
  private taken = false;

  constructor(private readonly patienceMs: number) {}

  /** Resolves with the release function once nobody else holds the gate. */
  async acquire(): Promise<() => void> {
    if (this.taken) await this.turn();
    this.taken = true;
    return this.releaseOnce();
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(admit), 1);
        // Seen when code inside a unit of work waits for a query that runs outside it.
        reject(new Error(`A statement waited ${String(this.patienceMs)} ms for an open SQLite transaction to end`));
      }, this.patienceMs);
      this.waiting.push(admit);
    });
  }

  private releaseOnce(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.waiting.shift();
      // The gate stays taken while it is handed on, so nobody slips in between.
      if (next) next();
      else this.taken = false;
    };
  }
}
