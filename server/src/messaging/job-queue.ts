/** Work to be done later by any process. It carries ids and a schema version, never data and never a secret. */
export interface Job {
  readonly queue: string;
  /** The idempotency key: while a job of this id waits, another one with the same id is the same job. */
  readonly id: string;
  readonly payload: unknown;
  readonly delayMs?: number;
}

export interface JobRun {
  readonly id: string;
  /** What was enqueued, not yet parsed. */
  readonly payload: unknown;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborts when the process shuts down; a handler that sees it stops at its next safe point. */
  readonly signal: AbortSignal;
}

export type JobHandler = (run: JobRun) => Promise<void>;

export interface ProcessOptions {
  /** Handlers of this queue that run at once in this process. */
  readonly concurrency?: number;
}

/**
 * At least once: after a crash or a stalled process a handler may run twice, even at the same time in two processes, so
 * every step must bear it. A handler that throws runs again, later each time, until its tries are used up; then the job
 * is gone. The database is the truth: whoever owns the work also sweeps for what the queue has lost.
 *
 * A job enqueued while its id waits replaces nothing, but it runs at the earlier of the two moments. Enqueued while its
 * id runs, it runs once more afterwards, so no wake-up is lost and a handler may enqueue its own next step.
 */
export abstract class JobQueue {
  abstract enqueue(job: Job): Promise<void>;
  /** Starts to take jobs of the queue in this process. Once per queue. */
  abstract process(queue: string, handler: JobHandler, options?: ProcessOptions): void;
  /** Takes no more jobs and lets the running ones finish, up to the drain time. */
  abstract close(): Promise<void>;
}

export interface JobQueueOptions {
  /** Tries of one job before it is given up. */
  readonly attempts?: number;
  /** Wait after the first failed try; doubles with each further one. */
  readonly backoffMs?: number;
  /** How long `close` waits for running handlers. */
  readonly drainMs?: number;
  /** Told about each failed try; the payload is not part of it. */
  readonly onFailure?: (failure: JobFailure) => void;
}

export interface JobFailure {
  readonly queue: string;
  readonly id: string;
  readonly attempt: number;
  readonly final: boolean;
  readonly error: unknown;
}

export const jobQueueDefaults = { attempts: 5, backoffMs: 1_000, drainMs: 20_000 } as const;
