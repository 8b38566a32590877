import { AsyncLocalStorage } from 'node:async_hooks';
import { InProcessBus } from './in-process-bus.js';
import { InProcessJobQueue } from './in-process-job-queue.js';
import { enqueueTo, processFrom, queues } from './queues.js';
import { busContract } from './testing/bus.contract.js';
import { eventually } from './testing/eventually.js';
import { jobQueueContract } from './testing/job-queue.contract.js';

describe('the job queue in process', () => {
  jobQueueContract((options) => new InProcessJobQueue(options));

  it('runs handlers outside of the context of whoever enqueued the job', async () => {
    const jobQueue = new InProcessJobQueue();
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    jobQueue.process('q', () => { seen.push(context.getStore()); return Promise.resolve(); });
    await context.run('a transaction', async () => {
      await jobQueue.enqueue({ queue: 'q', id: 'now', payload: {} });
      await jobQueue.enqueue({ queue: 'q', id: 'later', payload: {}, delayMs: 10 });
    });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual([undefined, undefined]);
    await jobQueue.close();
  });

  it('parses each payload before the handler sees it', async () => {
    const failures: unknown[] = [];
    const jobQueue = new InProcessJobQueue({ attempts: 1, onFailure: (failure) => failures.push(failure.error) });
    const seen: string[] = [];
    processFrom(jobQueue, queues.clusterProbe, ({ clusterId }) => { seen.push(clusterId); return Promise.resolve(); });
    await jobQueue.enqueue({ queue: queues.clusterProbe.name, id: 'bad', payload: { v: 1, clusterId: 'x', kubeconfig: '…' } });
    const clusterId = '0198d6c0-0000-7000-8000-000000000000';
    await enqueueTo(jobQueue, queues.clusterProbe, { id: clusterId, payload: { v: 1, clusterId } });
    await eventually(() => seen.length === 1 && failures.length === 1);
    expect(seen).toEqual([clusterId]);
    await jobQueue.close();
  });
});

describe('the bus in process', () => {
  busContract((options) => {
    const bus = new InProcessBus(options);
    return [bus, bus];
  });
});
