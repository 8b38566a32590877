import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { TargetRecord } from '../persistence/targets.repository.js';
import { Targets } from '../persistence/targets.repository.js';

export interface LeaseTimes {
  readonly leaseMs: number;
  readonly renewMs: number;
}

export const leaseTimes: LeaseTimes = { leaseMs: 15_000, renewMs: 5_000 };

/** A target that this worker holds. The signal aborts when it is lost or the process goes down. */
export interface Hold {
  readonly epoch: number;
  readonly signal: AbortSignal;
  /**
   * Whether the lease still runs by this worker's own clock. Asked right before each call to a cluster: a process that
   * was stopped and goes on must not send what it had in hand, for somebody else may have gone further by now.
   */
  readonly isCurrent: () => boolean;
}

interface Held {
  readonly controller: AbortController;
  until: Date;
}

/**
 * Holds the targets of this worker. Each is claimed with a new epoch, which fences off whoever had it before, and kept
 * by renewing its lease; a worker that stalls past its lease finds its writes refused.
 */
export class LeaseKeeper {
  readonly owner = newId();
  private readonly held = new Map<string, Held>();
  private readonly stop = new AbortController();
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly targets: Targets,
    private readonly clock: Clock,
    private readonly times: LeaseTimes = leaseTimes,
  ) {}

  async claim(target: Pick<TargetRecord, 'id' | 'epoch' | 'state'>): Promise<Hold | undefined> {
    if (this.stop.signal.aborted || this.held.has(target.id)) return undefined;
    const lease = this.lease();
    const held: Held = { controller: new AbortController(), until: lease.until };
    this.held.set(target.id, held);
    const claimed = await this.targets.claim(target, lease).catch((error: unknown) => {
      this.held.delete(target.id);
      throw error;
    });
    if (!claimed) {
      this.held.delete(target.id);
      return undefined;
    }
    this.renewing ??= this.renewAll();
    return { epoch: target.epoch + 1, signal: held.controller.signal, isCurrent: () => this.clock.now() < held.until };
  }

  drop(targetId: string): void {
    this.held.delete(targetId);
  }

  /** Stops all work; every target is left where the next worker can go on. */
  close(): void {
    this.stop.abort();
    for (const { controller } of this.held.values()) controller.abort();
  }

  private async renewAll(): Promise<void> {
    while (this.held.size > 0 && !this.stop.signal.aborted) {
      await this.clock.wait(this.times.renewMs, this.stop.signal);
      await this.renew().catch(() => undefined);
    }
    this.renewing = undefined;
  }

  private async renew(): Promise<void> {
    const ids = [...this.held.keys()];
    const lease = this.lease();
    const kept = new Set(await this.targets.renew(ids, lease));
    for (const id of ids) {
      const held = this.held.get(id);
      if (held === undefined) continue;
      if (kept.has(id)) held.until = lease.until;
      else held.controller.abort();
    }
  }

  private lease() {
    const now = this.clock.now();
    return { owner: this.owner, now, until: new Date(now.getTime() + this.times.leaseMs) };
  }
}
