import { AsyncLocalStorage } from 'node:async_hooks';
import { type Job as QueuedJob, Queue, Worker } from 'bullmq';
import { type Job, type JobHandler, JobQueue, jobQueueDefaults, type JobQueueOptions, type ProcessOptions } from './job-queue.js';

const PREFIX = '{hk}';
// A worker that dies is noticed after lock plus check; the leases of the work itself are shorter and come first.
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 10_000;
// Crashes are survived as often as they come: each step may run twice, and attempts count failures only.
const MAX_STALLED = 20;

/** Jobs in Redis, for several processes. What Redis loses, the owners of the work find again by sweeping the database. */
export class BullMqJobQueue extends JobQueue {
  private readonly queues = new Map<string, Queue>();
  private readonly workers = new Map<string, Worker>();
  private readonly stop = new AbortController();
  private readonly outside = AsyncLocalStorage.snapshot();
  private readonly options: Required<Omit<JobQueueOptions, 'onFailure'>> & JobQueueOptions;

  constructor(private readonly redisUrl: string, options: JobQueueOptions = {}) {
    super();
    this.options = { ...jobQueueDefaults, ...options };
  }

  async enqueue({ queue: name, id, payload, delayMs = 0 }: Job): Promise<void> {
    if (this.stop.signal.aborted) throw new Error('The job queue is closed');
    const queue = this.queue(name);
    const added = await queue.add(id, payload, {
      delay: delayMs,
      attempts: this.options.attempts,
      backoff: { type: 'exponential', delay: this.options.backoffMs },
      // A job that is kept would make the next one with its id vanish.
      removeOnComplete: true,
      removeOnFail: true,
      deduplication: { id, keepLastIfActive: true },
    });
    await this.hurry(queue, added.id, delayMs);
  }

  process(name: string, handler: JobHandler, { concurrency = 4 }: ProcessOptions = {}): void {
    if (this.workers.has(name)) throw new Error(`The queue ${name} has a handler already`);
    const worker = new Worker(name, (job: QueuedJob<unknown>) => this.outside(() => this.run(job, handler)), {
      connection: { ...this.connection(), maxRetriesPerRequest: null },
      prefix: PREFIX,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MAX_STALLED,
    });
    worker.on('failed', (job, error) => { this.report(name, job, error); });
    worker.on('error', (error) => this.options.onFailure?.({ queue: name, id: '', attempt: 0, final: false, error }));
    this.workers.set(name, worker);
  }

  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all([...this.workers.values()].map((worker) => this.drain(worker)));
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  /** A job that waits for later but is wanted earlier moves forward. */
  private async hurry(queue: Queue, jobId: string | undefined, delayMs: number): Promise<void> {
    const waiting = jobId === undefined ? undefined : await queue.getJob(jobId);
    if (!waiting || waiting.timestamp + waiting.delay <= Date.now() + delayMs) return;
    // It may have started between the two calls; then there is nothing to move.
    await waiting.changeDelay(delayMs).catch(async (error: unknown) => {
      if (await waiting.isDelayed()) throw error;
    });
  }

  private async run(job: QueuedJob<unknown>, handler: JobHandler): Promise<void> {
    await handler({ id: job.name, payload: job.data, attempt: job.attemptsMade + 1, signal: this.stop.signal });
  }

  private report(queue: string, job: QueuedJob<unknown> | undefined, error: unknown): void {
    const attempt = job?.attemptsMade ?? 0;
    this.options.onFailure?.({ queue, id: job?.name ?? '', attempt, final: attempt >= this.options.attempts, error });
  }

  private async drain(worker: Worker): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, this.options.drainMs, false);
    const drained = await Promise.race([worker.close().then(() => true), promise]);
    clearTimeout(timer);
    // The lock of what still runs ends by itself, and another process takes the job.
    if (!drained) await worker.disconnect();
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name) ?? new Queue(name, { connection: { ...this.connection(), maxRetriesPerRequest: 1 }, prefix: PREFIX });
    if (!this.queues.has(name)) known.on('error', (error) => this.options.onFailure?.({ queue: name, id: '', attempt: 0, final: false, error }));
    this.queues.set(name, known);
    return known;
  }

  private connection() {
    return { url: this.redisUrl, connectTimeout: 5_000 };
  }
}
