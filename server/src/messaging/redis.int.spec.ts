import { Redis } from 'ioredis';
import { startRedis, type RunningService } from '../../../tools/services/index.ts';
import { BullMqJobQueue } from './bullmq-job-queue.js';
import { RedisBus } from './redis-bus.js';
import { busContract } from './testing/bus.contract.js';
import { eventually } from './testing/eventually.js';
import { jobQueueContract } from './testing/job-queue.contract.js';

let redis: RunningService;
beforeAll(async () => { redis = await startRedis(); });
afterAll(() => redis.stop());

describe('the job queue over Redis', () => {
  jobQueueContract((options) => new BullMqJobQueue(redis.url, options));

  it('gives each job to one of several processes, and leaves nothing behind', async () => {
    const processes = [1, 2, 3].map(() => new BullMqJobQueue(redis.url));
    const runs: string[] = [];
    for (const each of processes) each.process('shared', ({ id }) => { runs.push(id); return Promise.resolve(); });
    const ids = Array.from({ length: 60 }, (_, n) => `job ${String(n)}`);
    await Promise.all(ids.map(async (id, n) => processes[n % 3]?.enqueue({ queue: 'shared', id, payload: { n } })));
    await eventually(() => runs.length >= 60);
    expect([...runs].sort()).toEqual([...ids].sort());
    await Promise.all(processes.map((each) => each.close()));
    const client = new Redis(redis.url);
    const keys = await client.keys('{hk}:shared:*');
    expect(keys.filter((key) => /:de:|job|:\d+$/.test(key))).toEqual([]);
    client.disconnect();
  });

  it('takes jobs again after Redis lost everything', async () => {
    const jobQueue = new BullMqJobQueue(redis.url);
    const runs: string[] = [];
    jobQueue.process('flushed', ({ id }) => { runs.push(id); return Promise.resolve(); });
    await jobQueue.enqueue({ queue: 'flushed', id: 'lost', payload: {}, delayMs: 60_000 });
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await jobQueue.enqueue({ queue: 'flushed', id: 'lost', payload: {} });
    await eventually(() => runs.length === 1);
    await jobQueue.close();
  });
});

describe('the bus over Redis', () => {
  busContract((options) => [new RedisBus(redis.url, options), new RedisBus(redis.url, options)]);
});
