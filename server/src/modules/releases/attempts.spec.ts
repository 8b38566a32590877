import { ReleaseOptions } from '@hyperkuber/contracts';
import { persistenceEntities } from '../../persistence/entities.js';
import { openTestDatabase, type TestDatabase } from '../../persistence/testing/open-test-database.js';
import { releaseEntities } from './persistence/entities.js';
import type { TargetRecord } from './persistence/targets.repository.js';
import { FakeCluster, FakeClusters } from './testing/fake-cluster.js';
import { person, ReleaseHarness } from './testing/release-harness.js';

const configMap = (name: string): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { value: a }\n`;
const never = new Promise<void>(() => undefined);

describe('the attempts of a target', () => {
  const ann = person('ann');
  let database: TestDatabase;
  let east: FakeCluster;
  let hk: ReleaseHarness;

  beforeEach(async () => {
    database = await openTestDatabase([...persistenceEntities, ...releaseEntities], 'sqlite::memory:');
    east = new FakeCluster('east');
    hk = new ReleaseHarness(database, { clusters: new FakeClusters([east]) });
    hk.policy.give(ann.userId, 'platform-admin');
  });
  afterEach(async () => {
    await hk.close();
    await database.close();
  });

  const approved = async (): Promise<string> => {
    const { id: applicationId } = await hk.createApplication.execute(ann, { name: 'shop', description: '' });
    await hk.addRevision.execute(ann, applicationId, { manifests: configMap('a') + configMap('b'), note: '' });
    const order = { applicationId, revision: 1, kind: 'deploy' as const, targets: [{ clusterId: east.clusterId, namespace: 'shop' }], options: ReleaseOptions.parse({}), note: '' };
    const { id } = await hk.start.execute(ann, order);
    const target = await only(id);
    await hk.worker.work(target.id);
    await hk.approve.execute(ann, id, { planHash: (await hk.directory.find(ann, id)).planHash ?? '', confirmations: [] });
    return id;
  };
  const only = async (releaseId: string): Promise<TargetRecord> => {
    const [target] = await hk.targets.ofRelease(releaseId);
    if (target === undefined) throw new Error('The release has no target');
    return target;
  };
  /** A worker is in the middle of that call and stays there. */
  const stuckAt = async (point: string, targetId: string): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    east.before = async (call) => {
      if (call !== point) return;
      resolve(undefined);
      await never;
    };
    void hk.worker.work(targetId);
    await promise;
  };

  it('begin anew when the target got further, so that many deaths over a long run do not end it', async () => {
    const target = await only(await approved());
    await hk.database.unitOfWork.run((tx) => hk.targets.write(target, { attempts: 8 }, tx));
    await stuckAt('apply ConfigMap/a', target.id);
    expect((await hk.targets.find(target.id))?.attempts).toBe(1);
  });

  it('stay as they were where a worker that was told to stop handed the target back', async () => {
    const target = await only(await approved());
    const { promise, resolve } = Promise.withResolvers<undefined>();
    east.before = async (call) => {
      if (call !== 'get namespaces/shop') return;
      hk.worker.close();
      resolve(undefined);
    };
    const working = hk.worker.work(target.id);
    await promise;
    await working;
    expect(await hk.targets.find(target.id)).toMatchObject({ attempts: 0, leaseOwner: null });
  });

  it('need no waiting for a lease where the only worker has started anew', async () => {
    const target = await only(await approved());
    await stuckAt('apply ConfigMap/a', target.id);
    expect(await hk.targets.findStranded(hk.clock.now(), 10)).toEqual([]);
    await hk.targets.freeAll();
    expect((await hk.targets.findStranded(hk.clock.now(), 10)).map(({ id }) => id)).toEqual([target.id]);
  });
});
