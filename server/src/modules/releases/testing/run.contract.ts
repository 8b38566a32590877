import { jest } from '@jest/globals';
import type { ReleaseDetail, ReleaseState, TargetSummary } from '@hyperkuber/contracts';
import { ReleaseOptions } from '@hyperkuber/contracts';
import { ClusterForbidden, ClusterUnreachable } from '../../../kubernetes/errors.js';
import { persistenceEntities } from '../../../persistence/entities.js';
import type { DatabaseServer } from '../../../persistence/testing/database-servers.js';
import { openTestDatabase, type TestDatabase } from '../../../persistence/testing/open-test-database.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { releaseEntities } from '../persistence/entities.js';
import { InventoryEntity } from '../persistence/inventory.entity.js';
import { PlacementEntity } from '../persistence/placement.entity.js';
import { FakeCluster, FakeClusters } from './fake-cluster.js';
import { person, ReleaseHarness } from './release-harness.js';

const configMap = (name: string, value = 'a'): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { value: ${value} }\n`;
const never = new Promise<void>(() => undefined);

/** What a run promises on every database, whatever happens to its workers. */
export const promisesOfRuns = (start: () => Promise<Pick<DatabaseServer, 'freshUrl' | 'stop'>>): void => {
  // Leases run out in real time; a busy machine needs some patience.
  jest.setTimeout(30_000);
  let databaseServer: Pick<DatabaseServer, 'freshUrl' | 'stop'>;
  let database: TestDatabase;
  const ann = person('ann');
  let east: FakeCluster;
  let west: FakeCluster;
  let hk: ReleaseHarness;

  beforeAll(async () => {
    databaseServer = await start();
    database = await openTestDatabase([...persistenceEntities, ...releaseEntities], await databaseServer.freshUrl());
  }, 180_000);
  afterAll(async () => {
    await database.close();
    await databaseServer.stop();
  }, 60_000);
  beforeEach(async () => {
    for (const entity of [InventoryEntity, PlacementEntity, ApplicationEntity]) await database.tables.of(entity).createQueryBuilder().delete().execute();
    east = new FakeCluster('east');
    west = new FakeCluster('west');
    hk = new ReleaseHarness(database, { clusters: new FakeClusters([east, west]), times: { leaseMs: 400, renewMs: 80 } });
    hk.policy.give(ann.userId, 'platform-admin');
  });
  afterEach(() => hk.close());

  const application = async (text: string, name = 'shop'): Promise<string> => {
    const { id } = await hk.createApplication.execute(ann, { name, description: '' });
    await hk.addRevision.execute(ann, id, { manifests: text, note: '' });
    return id;
  };
  const order = (applicationId: string, revision: number | undefined, clusters: readonly FakeCluster[], options: object = {}) => ({
    applicationId, kind: revision === undefined ? 'uninstall' as const : 'deploy' as const, ...(revision === undefined ? {} : { revision }),
    targets: clusters.map(({ clusterId }) => ({ clusterId, namespace: 'shop' })), options: ReleaseOptions.parse(options), note: '',
  });
  const reaching = async (id: string, ...states: ReleaseState[]): Promise<ReleaseDetail> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const release = await hk.directory.find(ann, id);
      if (states.includes(release.state)) return release;
      await hk.sweeper.sweep();
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    throw new Error(JSON.stringify(await hk.directory.find(ann, id)));
  };
  const planned = async (...given: Parameters<typeof order>): Promise<ReleaseDetail> => reaching((await hk.start.execute(ann, order(...given))).id, 'ready', 'plan-failed');
  const approve = (release: ReleaseDetail, confirmations: string[] = []): Promise<ReleaseDetail> => hk.approve.execute(ann, release.id, { planHash: release.planHash ?? '', confirmations });
  const ended = (id: string): Promise<ReleaseDetail> => reaching(id, 'succeeded', 'partially-succeeded', 'failed', 'aborted');

  it('has the tables that its entities describe', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is not begun by somebody without the right on each cluster', async () => {
    const shop = await application(configMap('a'));
    const bob = person('bob');
    hk.policy.give(bob.userId, 'cluster-admin', east.clusterId);
    await expect(hk.start.execute(bob, order(shop, 1, [east, west]))).rejects.toMatchObject({ code: 'forbidden' });
    expect((await hk.directory.page(ann, { limit: 10 })).items).toEqual([]);
  });

  it('is not begun twice at one place', async () => {
    const shop = await application(configMap('a'));
    const { id } = await hk.start.execute(ann, order(shop, 1, [east]));
    await expect(hk.start.execute(ann, order(shop, 1, [west, east]))).rejects.toMatchObject({ code: 'target-busy', facts: { releaseId: id } });
  });

  it('names what is wrong with its targets', async () => {
    const shop = await application(configMap('a'));
    await expect(hk.start.execute(ann, order(shop, 1, [east, east]))).rejects.toMatchObject({ code: 'targets-invalid', facts: { errors: [{ path: 'targets.1', message: 'is there twice' }] } });
    await expect(hk.start.execute(ann, order(shop, 7, [east]))).rejects.toMatchObject({ code: 'revision-not-found' });
  });

  it('is the same run for the same Idempotency-Key, and refuses the key for another order', async () => {
    const shop = await application(configMap('a'));
    const first = await hk.start.execute(ann, order(shop, 1, [east]), 'key-1');
    expect((await hk.start.execute(ann, order(shop, 1, [east]), 'key-1')).id).toBe(first.id);
    await expect(hk.start.execute(ann, order(shop, 1, [west]), 'key-1')).rejects.toMatchObject({ code: 'idempotency-mismatch' });
  });

  it('needs the very plan that was shown', async () => {
    hk.works();
    const release = await planned(await application(configMap('a')), 1, [east]);
    await expect(hk.approve.execute(ann, release.id, { planHash: '0'.repeat(64), confirmations: [] })).rejects.toMatchObject({ code: 'plan-outdated' });
    expect(east.effects).toEqual([]);
  });

  it('writes each object once and ends once', async () => {
    hk.works();
    const release = await planned(await application(configMap('a') + configMap('b')), 1, [east, west]);
    await approve(release);
    expect((await ended(release.id)).state).toBe('succeeded');
    expect(east.effects).toEqual(['apply Namespace/shop', 'apply ConfigMap/a', 'apply ConfigMap/b']);
    const { items } = await hk.directory.events(ann, release.id, { limit: 500 });
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_item, index) => index + 1));
    expect(items.filter(({ type, code }) => type === 'release' && code === 'succeeded')).toHaveLength(1);
  });

  it.each([
    'get namespaces/shop', 'apply Namespace/shop', 'applied Namespace/shop', 'apply ConfigMap/a', 'applied ConfigMap/a', 'apply ConfigMap/b', 'applied ConfigMap/b', 'remove old', 'removed old',
  ])('goes on where a worker died at "%s"', async (point) => {
    const shop = await application(configMap('a') + configMap('b') + configMap('old'));
    hk.works();
    if (point.endsWith('old')) {
      const first = await planned(shop, 1, [east]);
      await approve(first);
      await ended(first.id);
      east.effects.length = 0;
    }
    await hk.addRevision.execute(ann, shop, { manifests: configMap('a', 'b') + configMap('b', 'b'), note: '' });
    const release = await planned(shop, 2, [east]);
    // The worker that reaches the point never comes back and never renews: to the database it is dead.
    const other = new Promise<void>((resolve) => {
      let dead = false;
      east.before = async (call) => {
        if (dead || call !== point) return;
        dead = true;
        dieWithoutAWord(hk);
        resolve();
        await never;
      };
    });
    await approve(release, (await hk.directory.plan(ann, release.id)).confirmations);
    await other;
    expect((await ended(release.id)).state).toBe('succeeded');
    expect(east.effects.length).toBe(new Set(east.effects).size);
    expect([...east.objects.values()].map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort()).toEqual(['ConfigMap/a', 'ConfigMap/b', 'Namespace/shop']);
    expect((await hk.inventory.ofPlace({ applicationId: shop, clusterId: east.clusterId, namespace: 'shop' })).map(({ name, uid }) => [name, uid !== '']).sort()).toEqual([['a', true], ['b', true]]);
  });

  it('goes on with the changes where a worker died between two of them', async () => {
    hk.works();
    const shop = await application(configMap('a') + configMap('b'));
    const first = await planned(shop, 1, [east]);
    await approve(first);
    await ended(first.id);
    await hk.addRevision.execute(ann, shop, { manifests: configMap('a', 'b') + configMap('b', 'b'), note: '' });
    const release = await planned(shop, 2, [east]);
    east.effects.length = 0;
    let dead = false;
    east.before = async (call) => {
      if (dead || call !== 'apply ConfigMap/b') return;
      dead = true;
      dieWithoutAWord(hk);
      await never;
    };
    await approve(release);
    expect(await ended(release.id)).toMatchObject({ state: 'succeeded' });
    expect(east.effects).toEqual(['apply ConfigMap/a', 'apply ConfigMap/b']);
  });

  it('refuses the writes of a worker that comes back from the dead', async () => {
    hk.works();
    const release = await planned(await application(configMap('a') + configMap('b')), 1, [east]);
    const goOn = Promise.withResolvers<void>();
    let stalled = 0;
    east.before = async (call) => {
      if (call !== 'applied ConfigMap/a' || stalled > 0) return;
      stalled += 1;
      dieWithoutAWord(hk);
      await goOn.promise;
    };
    await approve(release);
    expect((await ended(release.id)).state).toBe('succeeded');
    const before = await hk.directory.events(ann, release.id, { limit: 500 });
    goOn.resolve();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(await hk.directory.events(ann, release.id, { limit: 500 })).toEqual(before);
    expect(east.effects).toEqual(['apply Namespace/shop', 'apply ConfigMap/a', 'apply ConfigMap/b']);
  });

  it('does not let a silent cluster delay the others', async () => {
    hk.works();
    east.before = () => Promise.reject(new ClusterUnreachable('timeout', 'east cannot be reached'));
    const { id } = await hk.start.execute(ann, order(await application(configMap('a')), 1, [east, west]));
    await reachingTarget(id, 1, ({ state }) => state === 'planned');
    await reachingTarget(id, 0, ({ detail }) => detail.includes('east cannot be reached'));
    expect((await hk.directory.find(ann, id)).targets.map(({ state }) => state)).toEqual(['planning', 'planned']);
  });

  it('stops before the next object when it is aborted', async () => {
    hk.works();
    const release = await planned(await application(configMap('a') + configMap('b')), 1, [east]);
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    east.before = async (call) => {
      if (call !== 'applied Namespace/shop') return;
      reached.resolve();
      await goOn.promise;
    };
    await approve(release);
    await reached.promise;
    await hk.stop.abort(ann, release.id);
    goOn.resolve();
    expect((await ended(release.id)).state).toBe('aborted');
    expect(east.effects).toEqual(['apply Namespace/shop']);
  });

  it('ends a target whose starter has lost the right', async () => {
    hk.works();
    const eve = person('eve');
    hk.policy.give(eve.userId, 'platform-admin');
    const { id } = await hk.start.execute(eve, order(await application(configMap('a')), 1, [east]));
    const release = await reaching(id, 'ready');
    hk.policy.takeAll(eve.userId);
    await approve(release);
    expect((await ended(id)).targets[0]).toMatchObject({ state: 'failed', failure: 'access-revoked' });
    expect(east.effects).toEqual([]);
  });

  it('tries again only what failed', async () => {
    hk.works();
    const release = await planned(await application(configMap('a')), 1, [east, west], { healthTimeoutS: 10 });
    east.before = (call) => (call.startsWith('apply') ? Promise.reject(new ClusterForbidden('ValidatingAdmissionPolicy "closed" denied request')) : Promise.resolve());
    await approve(release);
    expect((await ended(release.id)).targets.map(({ state, failure }) => [state, failure])).toEqual([['failed', 'admission-denied'], ['succeeded', null]]);
    const touched = west.effects.length;
    east.before = () => Promise.resolve();
    await hk.retry.execute(ann, release.id, {});
    expect((await ended(release.id)).state).toBe('succeeded');
    expect([east.effects, west.effects.length]).toEqual([['apply Namespace/shop', 'apply ConfigMap/a'], touched]);
  });

  it('rolls back to nothing where there was nothing, and to the last healthy revision elsewhere', async () => {
    hk.works();
    const shop = await application(configMap('a') + configMap('b'));
    const first = await planned(shop, 1, [east]);
    await approve(first);
    await ended(first.id);
    await hk.addRevision.execute(ann, shop, { manifests: configMap('a', 'b') + configMap('c'), note: '' });
    const second = await planned(shop, 2, [east, west]);
    await approve(second, (await hk.directory.plan(ann, second.id)).confirmations);
    await ended(second.id);
    const { id } = await hk.rollBack.execute(ann, second.id, {});
    const back = await reaching(id, 'ready');
    expect(back).toMatchObject({ kind: 'rollback', rollbackOf: second.id });
    await approve(back, (await hk.directory.plan(ann, id)).confirmations);
    expect((await ended(id)).state).toBe('succeeded');
    const left = (cluster: FakeCluster): string[] => [...cluster.objects.values()].filter(({ kind }) => kind === 'ConfigMap').map(({ metadata, data }) => `${metadata.name}=${JSON.stringify(data)}`).sort();
    expect([left(east), left(west)]).toEqual([['a={"value":"a"}', 'b={"value":"a"}'], []]);
    expect((await hk.applications.find(ann, shop)).placements).toMatchObject([{ clusterId: east.clusterId, revision: 1, health: 'Healthy' }]);
  });

  it('sends nothing after its lease is over, even when it was only asleep', async () => {
    hk.works();
    const release = await planned(await application(configMap('a') + configMap('b')), 1, [east]);
    const goOn = Promise.withResolvers<void>();
    const calls: string[] = [];
    let stalled = false;
    east.before = async (call) => {
      calls.push(call);
      if (stalled || call !== 'applied ConfigMap/a') return;
      stalled = true;
      dieWithoutAWord(hk);
      await goOn.promise;
    };
    await approve(release);
    await ended(release.id);
    const before = calls.length;
    goOn.resolve();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(calls.slice(before)).toEqual([]);
  });

  it('does not take an object of another application', async () => {
    hk.works();
    const mine = await planned(await application(configMap('a')), 1, [east]);
    await approve(mine);
    await ended(mine.id);
    const theirs = await planned(await application(configMap('a', 'theirs'), 'other'), 1, [east]);
    expect(theirs.targets[0]).toMatchObject({ state: 'plan-failed', failure: 'shared-resource' });
  });

  it('gives a target up after too many workers have died over it', async () => {
    const shop = await application(configMap('a'));
    const { id, targets: [target] } = await hk.start.execute(ann, order(shop, 1, [east]));
    await hk.database.unitOfWork.run((tx) => hk.targets.write({ id: target!.id, epoch: 0 }, { attempts: 10 }, tx));
    await hk.worker.work(target!.id);
    expect((await hk.directory.find(ann, id)).targets[0]).toMatchObject({ state: 'plan-failed', failure: 'attempts-exhausted' });
  });

  it('shows a person only the places that they may see', async () => {
    hk.works();
    const release = await planned(await application(configMap('a')), 1, [east, west]);
    const bob = person('bob');
    await expect(hk.directory.find(bob, release.id)).rejects.toMatchObject({ code: 'release-not-found' });
    hk.policy.give(bob.userId, 'cluster-viewer', west.clusterId);
    expect((await hk.directory.find(bob, release.id)).targets.map(({ clusterName }) => clusterName)).toEqual(['west']);
    expect((await hk.directory.page(bob, { limit: 10 })).items.map(({ counts }) => counts.targets)).toEqual([1]);
    await expect(hk.stop.cancel(bob, release.id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  const reachingTarget = async (id: string, index: number, isThere: (target: TargetSummary) => boolean): Promise<void> => {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const target = (await hk.directory.find(ann, id)).targets[index];
      if (target !== undefined && isThere(target)) return;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    throw new Error('The target never came there');
  };
};

/** A dead process renews nothing; its targets are taken over once the lease is over. */
const dieWithoutAWord = (hk: ReleaseHarness): void => {
  const held: unknown = Reflect.get(hk.keeper, 'held');
  if (held instanceof Map) held.clear();
};
