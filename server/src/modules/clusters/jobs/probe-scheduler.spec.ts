import type { ProbeReport } from '@hyperkuber/contracts';
import type { Logger } from 'nestjs-pino';
import { Clock } from '../../../kernel/clock.js';
import { openTestDatabase, type TestDatabase } from '../../../persistence/testing/open-test-database.js';
import type { Cluster } from '../cluster.js';
import { clusterEntities } from '../persistence/entities.js';
import { ClusterRepository } from '../persistence/cluster.repository.js';
import type { ProbeRecorder } from '../probe-recorder.js';
import { clusterRow, testNow } from '../testing/cluster-row.js';
import { ProbeScheduler } from './probe-scheduler.js';

/** Stands still, and waits no longer than the event loop needs. */
class QuickClock extends Clock {
  now(): Date { return testNow; }
  wait(): Promise<void> { return new Promise((resolve) => { setImmediate(resolve); }); }
}

/** Looks at failing clusters until the signal ends them, at the others for a moment. */
class CountingRecorder {
  readonly looked: string[] = [];
  hanging = 0;
  mostHanging = 0;

  async look({ name, failures }: Cluster, _lease: string, signal: AbortSignal): Promise<ProbeReport | undefined> {
    this.looked.push(name);
    if (failures === 0) return undefined;
    this.hanging += 1;
    this.mostHanging = Math.max(this.mostHanging, this.hanging);
    await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }); });
    return undefined;
  }
}

const silent = { warn: () => undefined } as unknown as Logger;

describe('ProbeScheduler', () => {
  let database: TestDatabase;
  let clusters: ClusterRepository;
  let recorder: CountingRecorder;
  const scheduler = (): ProbeScheduler => new ProbeScheduler(clusters, recorder as unknown as ProbeRecorder, new QuickClock(), silent);
  const turns = async (count: number): Promise<void> => { for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => { setImmediate(resolve); }); };
  const until = async (holds: () => boolean): Promise<void> => { for (let round = 0; round < 200 && !holds(); round += 1) await turns(20); };

  beforeEach(async () => {
    database = await openTestDatabase(clusterEntities);
    clusters = new ClusterRepository(database.tables);
    recorder = new CountingRecorder();
  });
  afterEach(() => database.close());

  it('looks at every healthy cluster although more clusters hang than there are places', async () => {
    for (let index = 0; index < 30; index += 1) await clusters.insert(clusterRow({ name: `hangs-${String(index)}`, failures: 3 }));
    for (let index = 0; index < 40; index += 1) await clusters.insert(clusterRow({ name: `well-${String(index)}` }));
    const probes = scheduler();
    probes.start();
    await until(() => recorder.looked.filter((name) => name.startsWith('well')).length === 40);
    expect(recorder.looked.filter((name) => name.startsWith('well'))).toHaveLength(40);
    expect(recorder.mostHanging).toBe(8);
    await probes.stop();
  });

  it('shares the clusters among workers, each cluster once', async () => {
    for (let index = 0; index < 30; index += 1) await clusters.insert(clusterRow({ name: `well-${String(index)}` }));
    const workers = [scheduler(), scheduler(), scheduler()];
    for (const worker of workers) worker.start();
    await until(() => recorder.looked.length >= 30);
    await turns(50);
    expect(new Set(recorder.looked).size).toBe(30);
    expect(recorder.looked).toHaveLength(30);
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it('breaks probes off when it stops', async () => {
    await clusters.insert(clusterRow({ failures: 1 }));
    const probes = scheduler();
    probes.start();
    await until(() => recorder.hanging === 1);
    await probes.stop();
    expect(recorder.looked).toHaveLength(1);
  });
});
