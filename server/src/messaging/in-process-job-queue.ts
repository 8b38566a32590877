import { AsyncLocalStorage } from 'node:async_hooks';
import { type Job, type JobHandler, JobQueue, jobQueueDefaults, type JobQueueOptions, type ProcessOptions } from './job-queue.js';

interface Entry {
  readonly queue: string;
  readonly id: string;
  payload: string;
  attempt: number;
  dueAt: number;
  state: 'delayed' | 'waiting' | 'running';
  timer?: NodeJS.Timeout;
  /** What was enqueued while the job ran: it runs once more with this. */
  next?: Job;
}

interface Line {
  readonly handler: JobHandler;
  readonly concurrency: number;
  readonly waiting: Entry[];
  running: number;
}

/** The queue of the embedded default. Jobs live in this process; their owners' sweepers find the work again after a restart. */
export class InProcessJobQueue extends JobQueue {
  private readonly lines = new Map<string, Line>();
  private readonly entries = new Map<string, Entry>();
  private readonly runs = new Set<Promise<void>>();
  private readonly stop = new AbortController();
  private readonly options: Required<Omit<JobQueueOptions, 'onFailure'>> & JobQueueOptions;
  // A handler must not inherit the transaction or the request of whoever enqueued the job.
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(options: JobQueueOptions = {}) {
    super();
    this.options = { ...jobQueueDefaults, ...options };
  }

  enqueue(job: Job): Promise<void> {
    if (this.stop.signal.aborted) return Promise.reject(new Error('The job queue is closed'));
    const known = this.entries.get(keyOf(job));
    if (!known) this.add(job);
    else if (known.state === 'running') known.next = job;
    else if (known.state === 'delayed' && Date.now() + (job.delayMs ?? 0) < known.dueAt) this.schedule(known, job.delayMs ?? 0);
    return Promise.resolve();
  }

  process(queue: string, handler: JobHandler, { concurrency = 4 }: ProcessOptions = {}): void {
    if (this.lines.has(queue)) throw new Error(`The queue ${queue} has a handler already`);
    const line: Line = { handler, concurrency, waiting: [], running: 0 };
    this.lines.set(queue, line);
    line.waiting.push(...[...this.entries.values()].filter((entry) => entry.queue === queue && entry.state === 'waiting'));
    this.advance(line);
  }

  async close(): Promise<void> {
    this.stop.abort();
    for (const entry of this.entries.values()) clearTimeout(entry.timer);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, this.options.drainMs, undefined);
    await Promise.race([promise, Promise.all(this.runs)]);
    clearTimeout(timer);
    this.entries.clear();
  }

  private add(job: Job): void {
    const entry: Entry = { queue: job.queue, id: job.id, payload: JSON.stringify(job.payload), attempt: 1, dueAt: 0, state: 'delayed' };
    this.entries.set(keyOf(job), entry);
    this.schedule(entry, job.delayMs ?? 0);
  }

  private schedule(entry: Entry, delayMs: number): void {
    clearTimeout(entry.timer);
    entry.state = 'delayed';
    entry.dueAt = Date.now() + delayMs;
    if (delayMs > 0) entry.timer = this.outside(() => setTimeout(() => { this.ready(entry); }, delayMs));
    else this.ready(entry);
  }

  private ready(entry: Entry): void {
    entry.state = 'waiting';
    const line = this.lines.get(entry.queue);
    if (!line) return;
    line.waiting.push(entry);
    this.advance(line);
  }

  private advance(line: Line): void {
    while (line.running < line.concurrency && !this.stop.signal.aborted) {
      const entry = line.waiting.shift();
      if (!entry) return;
      line.running++;
      entry.state = 'running';
      const run = this.outside(() => this.run(line, entry)).finally(() => {
        this.runs.delete(run);
        line.running--;
        this.advance(line);
      });
      this.runs.add(run);
    }
  }

  private async run(line: Line, entry: Entry): Promise<void> {
    // Enqueueing returns before the handler starts, as it does over Redis.
    await new Promise((resolve) => { setImmediate(resolve); });
    try {
      await line.handler({ id: entry.id, payload: JSON.parse(entry.payload), attempt: entry.attempt, signal: this.stop.signal });
      this.finish(entry);
    } catch (error) {
      this.fail(entry, error);
    }
  }

  private finish(entry: Entry): void {
    this.entries.delete(keyOf(entry));
    if (entry.next && !this.stop.signal.aborted) this.add(entry.next);
  }

  private fail(entry: Entry, error: unknown): void {
    const final = entry.attempt >= this.options.attempts;
    this.options.onFailure?.({ queue: entry.queue, id: entry.id, attempt: entry.attempt, final, error });
    if (final || this.stop.signal.aborted) {
      this.finish(entry);
      return;
    }
    const delayMs = this.options.backoffMs * 2 ** (entry.attempt - 1);
    entry.attempt++;
    this.schedule(entry, delayMs);
  }
}

const keyOf = (job: { readonly queue: string; readonly id: string }): string => `${job.queue}\n${job.id}`;
