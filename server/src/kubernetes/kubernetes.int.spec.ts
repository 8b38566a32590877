import { readFile } from 'node:fs/promises';
import { startCluster, type RunningCluster } from '../../../tools/kubernetes/index.ts';
import { SystemClock } from '../kernel/clock.js';
import { type CallContext } from './call-context.js';
import { type ClusterMode, ClusterTarget } from './cluster-target.js';
import { Discovery } from './discovery.js';
import { ClusterForbidden, ClusterReadOnly, ClusterUnreachable, CredentialRejected, KubeConflict, KubeInvalid, KubeNotFound } from './errors.js';
import { KubePath } from './kube-path.js';
import { KubeClients } from './kube-clients.js';
import { type KubeClient } from './kube-client.js';
import { readKubeconfig } from './kubeconfig.js';
import { ClusterProber } from './probe.js';
import { testPool } from './testing/fixtures.js';

const clock = new SystemClock();
const pool = testPool();
const clients = new KubeClients(pool, clock);
const configMaps = { group: '', version: 'v1', resource: 'configmaps' };
const deployments = { group: 'apps', version: 'v1', resource: 'deployments', namespace: 'default' };
const fieldManager = 'hyperkuber-release';
let cluster: RunningCluster;
let admin: KubeClient;

const targetFor = (mode: ClusterMode, token: string, clusterId = `${mode}-${token.slice(-8)}`): ClusterTarget =>
  new ClusterTarget({ clusterId, name: cluster.name, credentialVersion: 1, server: cluster.server, caPem: cluster.caPem, auth: { kind: 'token', token }, mode });
const clientFor = (mode: ClusterMode, token: string, context: CallContext = { userId: 'u1', requestId: 'r1' }): KubeClient => clients.for(targetFor(mode, token), context);
const configMap = (name: string, data: Record<string, string>) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
const deployment = (label: string, replicas = 1) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas, selector: { matchLabels: { app: label } }, template: { metadata: { labels: { app: label } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } } },
});

beforeAll(async () => {
  cluster = await startCluster({ name: 'calls', nodes: 2, apiServerFlags: ['--goaway-chance=0.02'] });
  admin = clientFor('direct', cluster.adminToken);
}, 180_000);

afterAll(async () => {
  await pool.close();
  await cluster.stop();
});

describe('a real cluster refuses', () => {
  it('a wrong credential and a limited one, as what they are', async () => {
    await expect(clientFor('direct', 'wrong-token').list(configMaps)).rejects.toThrow(CredentialRejected);
    const limited = readKubeconfig(cluster.limitedKubeconfig).chosen;
    const client = clients.for(new ClusterTarget({ clusterId: 'limited', name: 'limited', credentialVersion: 1, ...limited, mode: 'direct' }), {});
    await expect(client.get({ group: '', version: 'v1', resource: 'secrets', namespace: 'kube-system', name: 'x' })).rejects.toThrow(ClusterForbidden);
    await expect(client.get({ ...configMaps, namespace: 'default', name: 'nope' })).rejects.toThrow(KubeNotFound);
    await expect(client.list({ group: 'nope.io', version: 'v1', resource: 'nopes' })).rejects.toThrow(ClusterForbidden);
    await expect(admin.list({ group: 'nope.io', version: 'v1', resource: 'nopes' })).rejects.toThrow(KubeNotFound);
  });

  it('fields of another manager, unknown fields, bad values and immutable fields', async () => {
    const ref = { ...configMaps, namespace: 'default', name: 'shared' };
    await admin.apply(ref, configMap('shared', { a: '1' }), { fieldManager: 'somebody' });
    await expect(admin.apply(ref, configMap('shared', { a: '2' }), { fieldManager })).rejects.toMatchObject({ conflicts: [{ manager: 'somebody', field: '.data.a' }] });
    await expect(admin.apply(ref, configMap('shared', { a: '2' }), { fieldManager })).rejects.toThrow(KubeConflict);
    expect((await admin.apply(ref, configMap('shared', { a: '2' }), { fieldManager, force: true })).object['data']).toEqual({ a: '2' });
    const web = { ...deployments, name: 'web' };
    await expect(admin.apply(web, { ...deployment('a'), spec: { replicass: 1 } }, { fieldManager })).rejects.toMatchObject({ causes: [{ field: 'spec.replicass' }] });
    await expect(admin.apply(web, deployment('a', -1), { fieldManager })).rejects.toMatchObject({ causes: [{ field: 'spec.replicas' }] });
    await admin.apply(web, deployment('a'), { fieldManager });
    await expect(admin.apply(web, deployment('b'), { fieldManager })).rejects.toMatchObject({ immutableFields: ['spec.selector'] });
    await expect(admin.create(deployments, { ...deployment('a'), metadata: { name: 'x' }, speck: {} }, { fieldManager })).rejects.toThrow(KubeInvalid);
  });

  it('bad Secrets without quoting their values', async () => {
    const secrets = { group: '', version: 'v1', resource: 'secrets', namespace: 'default' };
    const bad = [{ type: 'kubernetes.io/tls', stringData: { 'hunter2 hunter2': 'hunter2' } }, { type: 'hunter2 hunter2', stringData: { a: { b: 'hunter2' } } }, { data: { a: 'hunter2!' } }, { stringData: 'hunter2' }, { immutable: 'hunter2' }];
    for (const fields of bad) {
      const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields };
      for (const write of [() => admin.apply({ ...secrets, name: 's' }, object, { fieldManager }), () => admin.create(secrets, object, { fieldManager })]) {
        const error: unknown = await write().then(() => undefined, (thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(Error);
        expect(JSON.stringify(error).replaceAll('data[hunter2 hunter2]', '')).not.toContain('hunter2');
      }
    }
  });

  it('a deletion of another generation of the object', async () => {
    const ref = { ...configMaps, namespace: 'default', name: 'shared' };
    await expect(admin.delete(ref, { uid: '00000000-0000-0000-0000-000000000000' })).rejects.toThrow(KubeConflict);
    expect((await admin.get(ref)).metadata.name).toBe('shared');
  });
});

describe('a real cluster answers', () => {
  it('lists page by page, with and without bodies', async () => {
    for (let at = 0; at < 7; at += 1) await admin.apply({ ...configMaps, namespace: 'default', name: `page-${String(at)}` }, configMap(`page-${String(at)}`, {}), { fieldManager });
    const some = await admin.list(configMaps, { namespace: 'default', limit: 3, maxItems: 5 });
    expect(some).toMatchObject({ isComplete: false, items: { length: 5 } });
    const rest = await admin.list(configMaps, { namespace: 'default', limit: 3, continue: some.continue });
    const all = await admin.list(configMaps, { namespace: 'default' });
    expect([...some.items, ...rest.items].map(({ metadata }) => metadata.name)).toEqual(all.items.map(({ metadata }) => metadata.name));
    expect(all.items[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  it('follows changes and goes on where it stopped', async () => {
    const { resourceVersion } = await admin.list(configMaps, { namespace: 'default' });
    const seen: string[] = [];
    const stop = new AbortController();
    const watching = admin.watch(configMaps, { namespace: 'default', resourceVersion }, ({ type, object }) => {
      seen.push(`${type} ${object.metadata.name}`);
      if (seen.length === 3) stop.abort();
    }, stop.signal);
    const ref = { ...configMaps, namespace: 'default', name: 'watched' };
    await admin.apply(ref, configMap('watched', { a: 'é' }), { fieldManager });
    await admin.patch(ref, { data: { a: '中' } }, { fieldManager, type: 'merge' });
    await admin.delete(ref, { propagationPolicy: 'Background' });
    const end = await watching;
    expect(seen).toEqual(['ADDED watched', 'MODIFIED watched', 'DELETED watched']);
    expect(end.reason).toBe('aborted');
    const again = await admin.watch(configMaps, { namespace: 'default', resourceVersion: end.resourceVersion, timeoutSeconds: 1 }, () => undefined, new AbortController().signal);
    expect(again.reason).toBe('closed');
  });

  it('sees each impersonated group as a group, and the person in its audit log', async () => {
    const review = { group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews' };
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {} };
    const alice = clientFor('impersonate', cluster.adminToken, { userId: 'u-alice', actAs: { user: 'alice', groups: ['dev', 'ops'], extra: { 'hyperkuber.io/login': ['al'] } } });
    expect((await alice.create(review, body, { fieldManager })).object['status']).toMatchObject({
      userInfo: { username: 'alice', groups: ['dev', 'ops', 'system:authenticated'], extra: { 'hyperkuber.io/login': ['al'] } },
    });
    await expect(alice.list(configMaps)).rejects.toThrow(ClusterForbidden);
    const lines = (await readFile(cluster.auditLogPath, 'utf8')).split('\n').filter((line) => line.includes('"alice"'));
    expect(lines.some((line) => line.includes('hyperkuber/0.1.0 (user=u-alice; req=-)'))).toBe(true);
  });

  it('is asked nothing but reads when it is read-only', async () => {
    const reader = clientFor('read-only', cluster.adminToken);
    await expect(reader.apply({ ...configMaps, namespace: 'default', name: 'x' }, configMap('x', {}), { fieldManager, dryRun: true })).rejects.toThrow(ClusterReadOnly);
    expect((await reader.list(configMaps, { namespace: 'default', limit: 1, maxItems: 1 })).items).toHaveLength(1);
  });

  it('serves its catalogue, and new definitions after they were added', async () => {
    const discovery = new Discovery(clients, clock);
    const target = targetFor('direct', cluster.adminToken);
    const catalog = await discovery.catalog(target);
    expect(catalog.find('apps/v1', 'Deployment')).toMatchObject({ resource: 'deployments', namespaced: true, subresources: expect.arrayContaining(['scale', 'status']) });
    expect(catalog.find('v1', 'Node')).toMatchObject({ namespaced: false });
    expect(catalog.findResource('', 'pods')?.subresources).toEqual(expect.arrayContaining(['exec', 'log', 'portforward']));
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.test' },
      spec: { group: 'example.test', scope: 'Namespaced', names: { plural: 'things', kind: 'Thing' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
    };
    await admin.apply({ group: 'apiextensions.k8s.io', version: 'v1', resource: 'customresourcedefinitions', name: 'things.example.test' }, definition, { fieldManager });
    let found;
    for (let attempt = 0; attempt < 50 && found === undefined; attempt += 1) {
      found = (await discovery.refresh(target)).find('example.test/v1', 'Thing');
      if (found === undefined) await clock.wait(100);
    }
    expect(found).toMatchObject({ group: 'example.test', resource: 'things', namespaced: true });
  });

  it('may tell clients to move to another replica without a call being lost', async () => {
    const ref = { ...configMaps, namespace: 'default', name: 'moving' };
    for (let round = 0; round < 10; round += 1) {
      const calls = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? admin.apply(ref, configMap('moving', { a: '1' }), { fieldManager }) : admin.raw(['version'])));
      await Promise.all(calls);
    }
  });

  it('runs a command in a container, and says why when it does not', async () => {
    const pods = { group: '', version: 'v1', resource: 'pods', namespace: 'default' };
    await admin.apply({ ...deployments, name: 'web' }, deployment('a'), { fieldManager, force: true });
    let name: string | undefined;
    for (let attempt = 0; attempt < 100 && name === undefined; attempt += 1) {
      const { items } = await admin.list(pods, { labelSelector: 'app=a', fieldSelector: 'status.phase=Running' });
      name = items[0]?.metadata.name;
      if (name === undefined) await clock.wait(200);
    }
    const handshake = { key: 'dGhlIHNhbXBsZSBub25jZQ==', protocols: ['v5.channel.k8s.io'] };
    const connection = pool.to(targetFor('direct', cluster.adminToken));
    const exec = (pod: string) => connection.upgrade({ method: 'GET', path: KubePath.of({ ...pods, name: pod, subresource: 'exec' }, { command: ['echo', 'hello'], stdout: true }), context: {} }, handshake);
    await expect(exec('nope')).rejects.toThrow(KubeNotFound);
    const { socket, head } = await exec(name ?? '');
    let heard = head.toString('latin1');
    for await (const chunk of socket) {
      heard += Buffer.from(chunk as Buffer).toString('latin1');
      if (heard.includes('Success')) break;
    }
    expect(heard).toContain('hello');
  });

  it('is probed as healthy by certificate and token, in every mode', async () => {
    const { chosen, warnings } = readKubeconfig(cluster.adminKubeconfig);
    expect(warnings.map(({ code }) => code)).toContain('private-authority');
    const prober = new ClusterProber(pool, clock);
    for (const mode of ['direct', 'impersonate', 'read-only'] as const) {
      const result = await prober.probe(new ClusterTarget({ clusterId: 'p', name: 'p', credentialVersion: 1, ...chosen, mode }));
      expect(result.steps.filter(({ ok }) => !ok)).toEqual([]);
      expect(result).toMatchObject({ state: 'healthy', nodes: { total: 2, ready: 2 }, capabilities: expect.arrayContaining(['', 'apps', 'batch']) });
      expect(result.permissions.every(({ allowed }) => allowed)).toBe(true);
      expect(result.uid).toMatch(/^[\da-f-]{36}$/);
      expect(result.capacity?.cpu).toBeGreaterThan(0);
    }
    const limited = readKubeconfig(cluster.limitedKubeconfig).chosen;
    const result = await prober.probe(new ClusterTarget({ clusterId: 'l', name: 'l', credentialVersion: 1, ...limited, mode: 'direct' }));
    expect(result.state).toBe('degraded');
    expect(result.steps.filter(({ ok }) => !ok).map(({ code }) => code)).toEqual(expect.arrayContaining(['forbidden-403']));
    expect(result.permissions.find(({ verb }) => verb === '*')?.allowed).toBe(false);
  });
});

describe('a real cluster that fails', () => {
  const timed = async (call: Promise<unknown>): Promise<[unknown, number]> => {
    const startedAt = performance.now();
    const outcome = await call.then(() => 'answered', (error: unknown) => (error instanceof ClusterUnreachable ? error.reason : error));
    return [outcome, performance.now() - startedAt];
  };

  it('and hangs is given up in time, and used again once it answers', async () => {
    await admin.raw(['version']);
    cluster.pause();
    try {
      // A signal takes a moment to stop every thread.
      await clock.wait(100);
      const [outcome, tookMs] = await timed(admin.raw(['version'], { deadlineMs: 500 }));
      expect(outcome).toBe('timeout');
      expect(tookMs).toBeLessThan(1_500);
    } finally {
      cluster.resume();
    }
    expect((await timed(admin.raw(['version'])))[0]).toBe('answered');
  });

  it('and is killed ends its watches, fails fast, and is found again after its restart', async () => {
    const { resourceVersion } = await admin.list(configMaps, { namespace: 'default' });
    const watching = admin.watch(configMaps, { namespace: 'default', resourceVersion }, () => undefined, new AbortController().signal);
    await clock.wait(200);
    await cluster.kill();
    expect(['broken', 'closed', 'unreachable']).toContain((await watching).reason);
    const outcomes: unknown[] = [];
    for (let call = 0; call < 7; call += 1) outcomes.push((await timed(admin.raw(['version'])))[0]);
    expect(outcomes.slice(0, 2)).toEqual(expect.arrayContaining(['refused']));
    expect(outcomes.at(-1)).toBe('circuit-open');
    await cluster.restart();
    const startedAt = performance.now();
    let outcome: unknown = 'circuit-open';
    while (outcome !== 'answered' && performance.now() - startedAt < 20_000) {
      await clock.wait(200);
      [outcome] = await timed(admin.raw(['version']));
    }
    expect(outcome).toBe('answered');
    const end = await admin.watch(configMaps, { namespace: 'default', resourceVersion, timeoutSeconds: 1 }, () => undefined, new AbortController().signal);
    expect(['closed', 'expired']).toContain(end.reason);
  });
});
