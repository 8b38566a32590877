import { type Clock } from '../kernel/clock.js';
import { ClusterUnreachable, TooManyRequests } from './errors.js';

export interface RetryOptions {
  readonly attempts: number;
  /** A longer `Retry-After` is handed to the caller instead of being waited for. */
  readonly longestWaitMs: number;
  readonly random?: () => number;
}

export const retryDefaults: RetryOptions = { attempts: 3, longestWaitMs: 5_000 };

/** How long to wait before the next attempt, or undefined when the error must be told. */
export const retryDelay = (error: unknown, attempt: number, isIdempotent: boolean, options: RetryOptions): number | undefined => {
  if (attempt >= options.attempts) return undefined;
  const random = options.random ?? Math.random;
  if (error instanceof TooManyRequests) {
    const waitMs = (error.facts.retryAfterS ?? 1) * 1000 * (1 + 0.2 * random());
    return waitMs <= options.longestWaitMs ? waitMs : undefined;
  }
  // A reset says nothing about whether the request was carried out; only what may be carried out twice is sent again.
  const isReset = error instanceof ClusterUnreachable && error.reason === 'reset';
  return isReset && isIdempotent ? 50 * 2 ** attempt * (0.5 + random()) : undefined;
};

export const withRetries = async <T>(clock: Clock, isIdempotent: boolean, signal: AbortSignal | undefined, run: () => Promise<T>, options = retryDefaults): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const waitMs = retryDelay(error, attempt, isIdempotent, options);
      if (waitMs === undefined) throw error;
      await clock.wait(waitMs, signal);
      signal?.throwIfAborted();
    }
  }
};
