import { ClusterBusy } from './errors.js';

export interface BulkheadOptions {
  readonly concurrent: number;
  readonly queued: number;
  readonly queueMs: number;
}

interface Waiter {
  readonly start: () => void;
}

/** At most so many calls to one cluster at a time, and a bounded queue, so that one slow cluster never takes all there is. */
export class Bulkhead {
  private running = 0;
  private readonly waiters = new Set<Waiter>();

  constructor(
    private readonly cluster: string,
    private readonly options: BulkheadOptions,
  ) {}

  get inUse(): number {
    return this.running;
  }

  /** Resolves with the function that gives the place back (callable more than once). */
  async enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.running >= this.options.concurrent) await this.queue(signal);
    else this.running += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.leave();
    };
  }

  private queue(signal: AbortSignal | undefined): Promise<void> {
    if (this.waiters.size >= this.options.queued) throw this.busy();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        this.waiters.delete(waiter);
      };
      const giveUp = (error: unknown): void => {
        done();
        reject(error instanceof Error ? error : this.busy());
      };
      const aborted = (): void => giveUp(signal?.reason);
      const timer = setTimeout(() => giveUp(this.busy()), this.options.queueMs);
      const waiter: Waiter = { start: () => { done(); resolve(); } };
      signal?.addEventListener('abort', aborted, { once: true });
      this.waiters.add(waiter);
    });
  }

  // The place goes to the next waiter directly: `running` stays as it is.
  private leave(): void {
    const [next] = this.waiters;
    if (next === undefined) this.running -= 1;
    else next.start();
  }

  private busy(): ClusterBusy {
    return new ClusterBusy(`${this.cluster} has ${String(this.options.concurrent)} calls under way and more waiting.`, { cluster: this.cluster, retryAfterS: 1 });
  }
}
