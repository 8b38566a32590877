import type { ReleaseDetail, ReleaseState } from '@hyperkuber/contracts';
import { ReleaseOptions } from '@hyperkuber/contracts';
import { type RunningCluster, startClusters } from '../../../../tools/kubernetes/index.ts';
import { openTestDatabase, type TestDatabase } from '../../persistence/testing/open-test-database.js';
import { releaseEntities } from './persistence/entities.js';
import { KubeClusters } from './testing/kube-clusters.js';
import { person, ReleaseHarness } from './testing/release-harness.js';

interface Wish {
  readonly colour?: string;
  readonly behaviour?: string;
  readonly withCache?: boolean;
  readonly more?: string;
}

const manifests = ({ colour = 'red', behaviour = 'run', withCache = true, more = '' }: Wish = {}): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { colour: ${colour} }
---
apiVersion: v1
kind: Secret
metadata: { name: login }
stringData: { password: correct horse battery staple }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
      annotations: { hyperkuber.io/behavior: ${behaviour} }
    spec:
      containers: [{ name: web, image: "registry.example/shop:1", ports: [{ containerPort: 8080 }] }]
${withCache ? `---
apiVersion: v1
kind: ConfigMap
metadata: { name: cache }
data: { size: "1" }
` : ''}${more}`;

describe('releases on real clusters', () => {
  const ann = person('ann');
  let running: RunningCluster[];
  let clusters: KubeClusters;
  let database: TestDatabase;
  let hk: ReleaseHarness;

  beforeAll(async () => {
    running = await startClusters({ count: 2, nodes: 1, name: 'release' });
    clusters = new KubeClusters(running);
    database = await openTestDatabase(releaseEntities);
    hk = new ReleaseHarness(database, { clusters }).works();
    hk.policy.give(ann.userId, 'platform-admin');
  }, 300_000);
  afterAll(async () => {
    await hk.close();
    await database.close();
    await clusters.close();
    await Promise.all(running.map((cluster) => cluster.stop()));
  }, 60_000);

  const read = async (cluster: number, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await running[cluster]!.kubectl(args);
    return code === 0 ? stdout.trim() : stderr;
  };
  const reaching = async (id: string, ...states: ReleaseState[]): Promise<ReleaseDetail> => {
    for (let waited = 0; waited < 300; waited += 1) {
      const release = await hk.directory.find(ann, id);
      if (states.includes(release.state)) return release;
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
    throw new Error(`The release did not reach ${states.join(' or ')}: ${JSON.stringify(await hk.directory.find(ann, id), null, 1)}`);
  };
  const planned = async (applicationId: string, revision: number | undefined, { namespace = 'shop', options = {}, ids = clusters.ids }: { namespace?: string; options?: object; ids?: string[] } = {}): Promise<ReleaseDetail> => {
    const kind = revision === undefined ? 'uninstall' : 'deploy';
    const { id } = await hk.start.execute(ann, {
      applicationId, kind, ...(revision === undefined ? {} : { revision }), targets: ids.map((clusterId) => ({ clusterId, namespace })), options: ReleaseOptions.parse(options), note: '',
    });
    return reaching(id, 'ready', 'plan-failed');
  };
  const approved = async (release: ReleaseDetail, confirmations: string[] = []): Promise<ReleaseDetail> => {
    await hk.approve.execute(ann, release.id, { planHash: release.planHash!, confirmations });
    return reaching(release.id, 'succeeded', 'partially-succeeded', 'failed', 'aborted');
  };
  const application = async (name: string, text: string): Promise<string> => {
    const { id } = await hk.createApplication.execute(ann, { name, description: '' });
    await hk.addRevision.execute(ann, id, { manifests: text, note: '' });
    return id;
  };
  const revise = async (id: string, text: string): Promise<number> => (await hk.addRevision.execute(ann, id, { manifests: text, note: '' })).number;

  it('brings an application to every cluster, once', async () => {
    const shop = await application('shop', manifests());
    const plan = await planned(shop, 1);
    expect(plan.state).toBe('ready');
    expect((await hk.directory.plan(ann, plan.id)).summary).toMatchObject({ create: 12, update: 0, delete: 0, blocked: 0 });
    expect(await read(0, 'get', 'namespace', 'shop')).toContain('NotFound');
    const done = await approved(plan);
    expect(done.targets.map(({ state, detail }) => [state, detail])).toEqual([['succeeded', 'revision 1 is in place and well'], ['succeeded', 'revision 1 is in place and well']]);
    for (const cluster of [0, 1]) {
      expect(await read(cluster, '-n', 'shop', 'get', 'deployment', 'web', '-o', 'jsonpath={.status.readyReplicas} {.metadata.labels.hyperkuber\\.io/application}')).toBe('2 shop');
    }
    expect((await hk.applications.find(ann, shop)).placements).toMatchObject([{ revision: 1, health: 'Healthy' }, { revision: 1, health: 'Healthy' }]);

    const generation = await read(0, '-n', 'shop', 'get', 'deployment', 'web', '-o', 'jsonpath={.metadata.resourceVersion}');
    const again = await planned(shop, 1);
    expect((await hk.directory.plan(ann, again.id)).summary).toEqual({ create: 0, update: 0, unchanged: 10, delete: 0, blocked: 0 });
    expect((await approved(again)).state).toBe('succeeded');
    expect(await read(0, '-n', 'shop', 'get', 'deployment', 'web', '-o', 'jsonpath={.metadata.resourceVersion}')).toBe(generation);
  });

  it('shows no secret in plans, revisions or events', async () => {
    const [shop] = (await hk.applications.page(ann, { limit: 10 })).items;
    const [release] = (await hk.directory.page(ann, { limit: 10 })).items;
    const seen = JSON.stringify([await hk.directory.plan(ann, release!.id), await hk.applications.revision(ann, shop!.id, 1), await hk.directory.events(ann, release!.id, { limit: 500 })]);
    expect(seen).not.toContain('correct horse');
    expect(seen).not.toContain(Buffer.from('correct horse battery staple').toString('base64'));
  });

  it('says why a release does not become well, and rolls it back', async () => {
    const [shop] = (await hk.applications.page(ann, { limit: 10 })).items;
    const revision = await revise(shop!.id, manifests({ colour: 'blue', behaviour: 'image-pull-fail' }));
    const plan = await planned(shop!.id, revision, { options: { healthTimeoutS: 10 } });
    const changes = (await hk.directory.plan(ann, plan.id)).targets[0]!.objects.flatMap(({ changes: all }) => all.filter((change) => change.class === 'ours').map(({ path }) => path));
    expect(changes.sort()).toEqual(['data.colour', 'spec.template.metadata.annotations["hyperkuber.io/behavior"]']);
    const failed = await approved(plan);
    expect(failed.state).toBe('failed');
    expect(failed.targets.map(({ failure }) => failure)).toEqual(['image-pull-failed', 'image-pull-failed']);
    expect(failed.targets[0]!.detail).toContain('image cannot be pulled');
    const back = await hk.rollBack.execute(ann, failed.id, {});
    const undone = await approved(await reaching(back.id, 'ready', 'plan-failed'));
    expect(undone.state).toBe('succeeded');
    expect(await read(1, '-n', 'shop', 'get', 'configmap', 'settings', '-o', 'jsonpath={.data.colour}')).toBe('red');
  });

  it('prunes what the application no longer has, and nothing else', async () => {
    const [shop] = (await hk.applications.page(ann, { limit: 10 })).items;
    await read(0, '-n', 'shop', 'create', 'configmap', 'foreign', '--from-literal=a=b');
    const revision = await revise(shop!.id, manifests({ withCache: false }));
    const plan = await planned(shop!.id, revision);
    const shown = await hk.directory.plan(ann, plan.id);
    expect(shown.summary).toMatchObject({ delete: 2, create: 0, update: 0 });
    expect((await approved(plan, shown.confirmations)).state).toBe('succeeded');
    expect(await read(0, '-n', 'shop', 'get', 'configmap', 'cache')).toContain('NotFound');
    expect(await read(0, '-n', 'shop', 'get', 'configmap', 'foreign', '-o', 'name')).toBe('configmap/foreign');
  });

  it('stops before a field that somebody else has taken', async () => {
    const [shop] = (await hk.applications.page(ann, { limit: 10 })).items;
    await read(0, '-n', 'shop', 'scale', 'deployment', 'web', '--replicas=3');
    const plan = await planned(shop!.id, shop!.latestRevision!);
    expect(plan.targets.map(({ state, failure }) => [state, failure])).toEqual([['plan-failed', 'conflict'], ['planned', null]]);
    const { objects } = (await hk.directory.plan(ann, plan.id)).targets[0]!;
    expect(objects.find(({ action }) => action === 'conflict')?.conflicts).toMatchObject([{ path: 'spec.replicas', ours: 2, theirs: 3 }]);
    await hk.stop.cancel(ann, plan.id);
    const taking = await planned(shop!.id, shop!.latestRevision!, { options: { onConflict: 'take' } });
    const { confirmations } = await hk.directory.plan(ann, taking.id);
    expect(confirmations).toEqual(['take:release-1/shop']);
    await expect(hk.approve.execute(ann, taking.id, { planHash: taking.planHash!, confirmations: [] })).rejects.toMatchObject({ code: 'confirmations-missing' });
    expect((await approved(taking, confirmations)).state).toBe('succeeded');
    expect(await read(0, '-n', 'shop', 'get', 'deployment', 'web', '-o', 'jsonpath={.spec.replicas}')).toBe('2');
  });

  it('refuses to run when the cluster has changed since the approval', async () => {
    const [shop] = (await hk.applications.page(ann, { limit: 10 })).items;
    const revision = await revise(shop!.id, manifests({ withCache: false, colour: 'green' }));
    const plan = await planned(shop!.id, revision);
    await read(1, '-n', 'shop', 'delete', 'service', 'web');
    const ended = await approved(plan);
    expect(ended.targets.map(({ state, failure }) => [state, failure])).toEqual([['succeeded', null], ['failed', 'plan-changed']]);
    expect(ended.state).toBe('partially-succeeded');
    await hk.retry.execute(ann, plan.id, {});
    const replanned = await reaching(plan.id, 'ready');
    expect((await approved(replanned)).state).toBe('succeeded');
    expect(await read(1, '-n', 'shop', 'get', 'service', 'web', '-o', 'name')).toBe('service/web');
  });

  it('brings a definition and an object of its kind in one go', async () => {
    const definition = `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: cups.example.org }
spec:
  group: example.org
  scope: Namespaced
  names: { plural: cups, singular: cup, kind: Cup }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } } }]
---
apiVersion: example.org/v1
kind: Cup
metadata: { name: blue }
spec: { size: 3 }
`;
    const tea = await application('tea', definition);
    const [first = ''] = clusters.ids;
    const done = await approved(await planned(tea, 1, { namespace: 'tea', ids: [first] }));
    expect(done.targets.map(({ state, detail }) => [state, detail])).toEqual([['succeeded', 'revision 1 is in place and well']]);
    expect(await read(0, '-n', 'tea', 'get', 'cups', '-o', 'jsonpath={.items[*].spec.size}')).toBe('3');
    const again = await planned(tea, 1, { namespace: 'tea', ids: [first] });
    expect((await hk.directory.plan(ann, again.id)).summary).toMatchObject({ unchanged: 2, create: 0, update: 0 });
    await hk.stop.cancel(ann, again.id);
  });

  it('fails at once where a quota refuses the pods', async () => {
    const quota = `---
apiVersion: v1
kind: ResourceQuota
metadata: { name: none }
spec: { hard: { pods: "0" } }
`;
    const small = await application('small', manifests({ more: quota }));
    const begun = Date.now();
    const done = await approved(await planned(small, 1, { namespace: 'small' }));
    expect(done.targets.map(({ failure }) => failure)).toEqual(['quota-exceeded', 'quota-exceeded']);
    expect(Date.now() - begun).toBeLessThan(30_000);
  });

  it('takes an application away and leaves the rest', async () => {
    const [shop] = (await hk.applications.page(ann, { limit: 10 })).items.filter(({ name }) => name === 'shop');
    await expect(hk.deleteApplication.execute(ann, shop!.id)).rejects.toMatchObject({ code: 'application-in-use' });
    const gone = await approved(await planned(shop!.id, undefined));
    expect(gone.state).toBe('succeeded');
    expect(await read(0, '-n', 'shop', 'get', 'service,configmap', '-o', 'name')).toBe('configmap/foreign\nconfigmap/kube-root-ca.crt');
    expect((await hk.applications.find(ann, shop!.id)).placements).toEqual([]);
    await hk.deleteApplication.execute(ann, shop!.id);
  });
});
