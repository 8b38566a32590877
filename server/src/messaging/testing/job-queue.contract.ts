import { newId } from '../../kernel/ids.js';
import type { JobFailure, JobQueue, JobQueueOptions, JobRun } from '../job-queue.js';
import { eventually } from './eventually.js';

/** What every job queue promises. */
export function jobQueueContract(open: (options: JobQueueOptions) => JobQueue): void {
  let jobQueue: JobQueue;
  let queue: string;
  let failures: JobFailure[];

  beforeEach(() => {
    failures = [];
    jobQueue = open({ attempts: 3, backoffMs: 20, drainMs: 2_000, onFailure: (failure) => failures.push(failure) });
    queue = `contract.${newId()}`;
  });
  afterEach(() => jobQueue.close());

  /** A handler that stands still until it is let go. */
  const gated = () => {
    const started: JobRun[] = [];
    const gate = Promise.withResolvers<undefined>();
    return { started, open: () => { gate.resolve(undefined); }, handler: async (run: JobRun) => { started.push(run); await gate.promise; } };
  };

  it('gives up a job that keeps failing, and takes a new one of the same id', async () => {
    let runs = 0;
    jobQueue.process(queue, () => { runs++; return Promise.reject(new Error('no')); });
    await jobQueue.enqueue({ queue, id: 'a', payload: {} });
    await eventually(() => failures.length === 3);
    expect(failures.map(({ id, attempt, final }) => ({ id, attempt, final }))).toEqual([
      { id: 'a', attempt: 1, final: false }, { id: 'a', attempt: 2, final: false }, { id: 'a', attempt: 3, final: true },
    ]);
    await jobQueue.enqueue({ queue, id: 'a', payload: {} });
    await eventually(() => runs === 4);
  });

  it('refuses a second handler of a queue in the same process', () => {
    jobQueue.process(queue, () => Promise.resolve());
    expect(() => { jobQueue.process(queue, () => Promise.resolve()); }).toThrow(queue);
  });

  it('hands over id, payload and attempt, also of jobs enqueued before anybody takes them', async () => {
    const runs: JobRun[] = [];
    await jobQueue.enqueue({ queue, id: 'a', payload: { v: 1, releaseId: 'r' } });
    jobQueue.process(queue, (run) => { runs.push(run); return Promise.resolve(); });
    await eventually(() => runs.length === 1);
    expect(runs[0]).toMatchObject({ id: 'a', payload: { v: 1, releaseId: 'r' }, attempt: 1 });
  });

  it('tries again after a failure', async () => {
    const attempts: number[] = [];
    jobQueue.process(queue, ({ attempt }) => { attempts.push(attempt); return attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve(); });
    await jobQueue.enqueue({ queue, id: 'a', payload: {} });
    await eventually(() => attempts.length === 3);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('runs a waiting job once, however often it is enqueued', async () => {
    const runs: string[] = [];
    for (let n = 0; n < 5; n++) await jobQueue.enqueue({ queue, id: 'a', payload: { n } });
    await jobQueue.enqueue({ queue, id: 'b', payload: {} });
    jobQueue.process(queue, ({ id }) => { runs.push(id); return Promise.resolve(); }, { concurrency: 1 });
    await jobQueue.enqueue({ queue, id: 'last', payload: {} });
    await eventually(() => runs.includes('last'));
    expect(runs).toEqual(['a', 'b', 'last']);
  });

  it('runs a job once more when it was enqueued while it ran', async () => {
    const { started, open: letGo, handler } = gated();
    jobQueue.process(queue, handler);
    await jobQueue.enqueue({ queue, id: 'a', payload: { n: 1 } });
    await eventually(() => started.length === 1);
    await jobQueue.enqueue({ queue, id: 'a', payload: { n: 2 } });
    await jobQueue.enqueue({ queue, id: 'a', payload: { n: 3 } });
    letGo();
    await eventually(() => started.length === 2);
    await jobQueue.enqueue({ queue, id: 'end', payload: {} });
    await eventually(() => started.at(-1)?.id === 'end');
    expect(started.map((run) => run.payload)).toEqual([{ n: 1 }, { n: 3 }, {}]);
  });

  it('lets a handler enqueue its own next step', async () => {
    const steps: unknown[] = [];
    jobQueue.process(queue, async ({ payload }) => {
      steps.push(payload);
      if (steps.length < 3) await jobQueue.enqueue({ queue, id: 'a', payload: { step: steps.length }, delayMs: 30 });
    });
    await jobQueue.enqueue({ queue, id: 'a', payload: { step: 0 } });
    await eventually(() => steps.length === 3);
    expect(steps).toEqual([{ step: 0 }, { step: 1 }, { step: 2 }]);
  });

  it('holds a delayed job back until its time', async () => {
    const at: Record<string, number> = {};
    jobQueue.process(queue, ({ id }) => { at[id] = Date.now(); return Promise.resolve(); });
    const start = Date.now();
    await jobQueue.enqueue({ queue, id: 'late', payload: {}, delayMs: 300 });
    await jobQueue.enqueue({ queue, id: 'now', payload: {} });
    await eventually(() => at['late'] !== undefined);
    expect(at['now']).toBeLessThan(at['late'] ?? 0);
    expect((at['late'] ?? 0) - start).toBeGreaterThanOrEqual(295);
  });

  it('runs a delayed job earlier when it is enqueued for earlier, and never later', async () => {
    const runs: string[] = [];
    jobQueue.process(queue, ({ id }) => { runs.push(id); return Promise.resolve(); });
    await jobQueue.enqueue({ queue, id: 'a', payload: {}, delayMs: 60_000 });
    await jobQueue.enqueue({ queue, id: 'a', payload: {} });
    await jobQueue.enqueue({ queue, id: 'b', payload: {}, delayMs: 50 });
    await jobQueue.enqueue({ queue, id: 'b', payload: {}, delayMs: 60_000 });
    await eventually(() => runs.includes('a') && runs.includes('b'));
  });

  it('runs no more at once than it may', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    jobQueue.process(queue, async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => { setTimeout(resolve, 10); });
      running--;
      done++;
    }, { concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, (_, n) => jobQueue.enqueue({ queue, id: String(n), payload: {} })));
    await eventually(() => done === 12);
    expect(most).toBe(3);
  });

  it('lets running handlers finish when it closes, tells them, and takes no more', async () => {
    const { started, open: letGo, handler } = gated();
    let finished = false;
    jobQueue.process(queue, async (run) => { await handler(run); finished = true; }, { concurrency: 1 });
    await jobQueue.enqueue({ queue, id: 'a', payload: {} });
    await jobQueue.enqueue({ queue, id: 'b', payload: {} });
    await eventually(() => started.length === 1);
    const closing = jobQueue.close();
    expect(started[0]?.signal.aborted).toBe(true);
    await expect(jobQueue.enqueue({ queue, id: 'c', payload: {} })).rejects.toThrow('closed');
    letGo();
    await closing;
    expect(finished).toBe(true);
    expect(started).toHaveLength(1);
  });
}
