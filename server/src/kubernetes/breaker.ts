import { type Clock } from '../kernel/clock.js';

export interface BreakerOptions {
  readonly failuresToOpen: number;
  readonly openMs: number;
  /** Share of `openMs` added at random, so that replicas do not probe at the same moment. */
  readonly jitter: number;
}

export const breakerDefaults: BreakerOptions = { failuresToOpen: 5, openMs: 10_000, jitter: 0.3 };

export type BreakerState = 'closed' | 'open' | 'half-open';

/** Told once per admitted call how it ended; `abandoned` says nothing about the cluster. */
export type CallOutcome = 'answered' | 'unreachable' | 'abandoned';

/** Makes calls to a dead cluster fail at once; after a pause lets one call through to see whether it is back. */
export class Breaker {
  private failures = 0;
  private openUntil: number | undefined;
  private probing = false;

  constructor(
    private readonly clock: Clock,
    private readonly options: BreakerOptions = breakerDefaults,
    private readonly random: () => number = Math.random,
  ) {}

  get state(): BreakerState {
    if (this.openUntil === undefined) return 'closed';
    return this.now() < this.openUntil ? 'open' : 'half-open';
  }

  /** Returns how to report the outcome, or undefined when the call must not be made. */
  admit(): ((outcome: CallOutcome) => void) | undefined {
    const { state } = this;
    if (state === 'open' || (state === 'half-open' && this.probing)) return undefined;
    const isProbe = state === 'half-open';
    if (isProbe) this.probing = true;
    let told = false;
    return (outcome) => {
      if (told) return;
      told = true;
      if (isProbe) this.probing = false;
      this.record(outcome);
    };
  }

  private record(outcome: CallOutcome): void {
    if (outcome === 'abandoned') return;
    if (outcome === 'answered') {
      this.failures = 0;
      this.openUntil = undefined;
      return;
    }
    this.failures += 1;
    if (this.failures < this.options.failuresToOpen) return;
    this.openUntil = this.now() + this.options.openMs * (1 + this.options.jitter * this.random());
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
