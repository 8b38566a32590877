import { Clock } from '../../../kernel/clock.js';
import { backoffMs } from './backoff.js';
import { callFault, type CallFault, TargetFailed } from './failures.js';
import { Slots } from './slots.js';
import { TargetLost } from './target-ledger.js';

const PIECE_MS = 2_000;

export interface CallScene {
  readonly clusterId: string;
  readonly slots: Slots;
  readonly clock: Clock;
  readonly deadlineAt: Date;
  readonly signal: AbortSignal;
  /** Whether the target is still this worker's. */
  readonly isCurrent: () => boolean;
  /** Told before each pause, so that people see what is waited for. */
  readonly onPause: (fault: CallFault, attempt: number) => Promise<void>;
  /** Throws when a person asked to stop. */
  readonly stopIfAsked: () => Promise<void>;
}

/** Asks the cluster, again and again where that can help, until the deadline. Between tries it holds no place. */
export const askUntilDeadline = async <T>(scene: CallScene, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const { clusterId, slots, clock, deadlineAt, signal } = scene;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const fault = await slots.run(clusterId, async () => {
      if (!scene.isCurrent()) throw new TargetLost();
      try {
        return { value: await work(signal) };
      } catch (error) {
        signal.throwIfAborted();
        return callFault(error);
      }
    });
    if ('value' in fault) return fault.value;
    const pauseMs = backoffMs(attempt, fault.retryAfterS);
    if (!fault.retryable || clock.now().getTime() + pauseMs > deadlineAt.getTime()) throw new TargetFailed(fault.failure, fault.detail);
    await scene.onPause(fault, attempt);
    await pause(scene, pauseMs);
  }
};

/** A long pause is taken in pieces, so that a wish to stop is heard. */
const pause = async ({ clock, signal, stopIfAsked }: CallScene, pauseMs: number): Promise<void> => {
  for (let left = pauseMs; left > 0; left -= PIECE_MS) {
    await clock.wait(Math.min(left, PIECE_MS), signal);
    signal.throwIfAborted();
    await stopIfAsked();
  }
};
