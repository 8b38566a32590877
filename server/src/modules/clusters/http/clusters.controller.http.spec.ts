import type { ClusterDetail, ClusterSummary, HealthHistory, NamespaceList, Page, ProbeReport } from '@hyperkuber/contracts';
import { Metrics } from '../../../kernel/metrics/metrics.js';
import { newId } from '../../../kernel/ids.js';
import { headerValues } from '../../../kubernetes/testing/reflecting-api-server.js';
import { TestAuthority } from '../../../kubernetes/testing/test-certificates.js';
import type { ApiAnswer, ApiDriver } from '../../../testing/api-driver.js';
import { ServerUnderTest } from '../../../testing/server-under-test.js';
import { ClusterUse, ClusterUses, type ClusterUsage } from '../cluster-use.js';
import { PretendCluster } from '../testing/pretend-cluster.js';

const PATH = '/api/v1/clusters';
let counter = 0;
const name = (): string => `cluster-${String(counter += 1)}`;

describe('the routes of clusters', () => {
  let server: ServerUnderTest;
  let admin: ApiDriver;
  const open: PretendCluster[] = [];

  beforeAll(async () => {
    server = await ServerUnderTest.start({ environment: { HYPERKUBER_EGRESS_LOOPBACK: 'true' } });
    admin = await server.admin();
  }, 30_000);
  afterAll(async () => {
    await Promise.all(open.map((cluster) => cluster.close()));
    await server.stop();
  });

  const pretend = async (options: Parameters<typeof PretendCluster.start>[0] = {}): Promise<PretendCluster> => {
    const cluster = await PretendCluster.start(options);
    open.push(cluster);
    return cluster;
  };
  const register = (cluster: PretendCluster, rest: object = {}): Promise<ApiAnswer> => admin.post(PATH, { name: name(), credential: cluster.credential, ...rest });
  const registered = async (cluster: PretendCluster, rest: object = {}): Promise<ClusterDetail> => (await register(cluster, rest)).json<ClusterDetail>();
  const namesSeenBy = async (driver: ApiDriver, query = ''): Promise<string[]> => (await driver.get(`${PATH}${query}`)).json<Page<ClusterSummary>>().items.map((each) => each.name);

  describe('registration', () => {
    it('refuses whoever is not signed in or no platform administrator, and reaches nothing', async () => {
      const cluster = await pretend();
      const viewer = await server.person(admin, 'viewer', { roleId: 'platform-auditor' });
      expect((await server.anonymous.post(PATH, { name: 'x', credential: cluster.credential })).status).toBe(401);
      for (const path of [PATH, `${PATH}/trials`]) {
        const order = path === PATH ? { name: 'x', credential: cluster.credential } : { credential: cluster.credential };
        expect((await viewer.post(path, order)).problem).toBe('forbidden');
      }
      expect(cluster.requests).toEqual([]);
    });

    it('stores a proved cluster and never shows its secret again', async () => {
      const cluster = await pretend();
      const answer = await register(cluster, { environment: 'production', labels: { team: 'blue' } });
      expect(answer.status).toBe(201);
      const detail = answer.json<ClusterDetail>();
      expect(detail).toMatchObject({ state: 'healthy', code: 'ok', uid: cluster.uid, server: cluster.url, mode: 'direct', credential: { kind: 'token', version: 1 },
        facts: { version: 'v1.37.2', nodes: { total: 2, ready: 2 }, capacity: { cpuMillis: 8_000, pods: 220 }, apiGroups: ['apps'] } });
      const texts = [answer, await admin.get(`${PATH}/${detail.id}`), await admin.get(PATH), await admin.post(`${PATH}/${detail.id}/probes`)].map(({ text }) => text).join('');
      expect(texts).not.toContain(cluster.token);
      expect((await admin.get(`${PATH}/${detail.id}/health`)).json<HealthHistory>().items).toMatchObject([{ state: 'healthy', until: null }]);
      expect(cluster.writes).toEqual([]);
    });

    it('refuses a token that the cluster does not know, with the report, and stores nothing', async () => {
      const cluster = await pretend();
      const own = name();
      const answer = await admin.post(PATH, { name: own, credential: { ...cluster.credential, token: 'wrong' } });
      expect([answer.status, answer.problem]).toEqual([422, 'cluster-not-proved']);
      expect(answer.json<{ reason: string; report: ProbeReport }>()).toMatchObject({ reason: 'unauthorized-401', report: { state: 'unreachable', detail: 'The cluster does not accept the credential.' } });
      expect(await namesSeenBy(admin)).not.toContain(own);
    });

    it('refuses a cluster whose certificate another authority signed', async () => {
      const cluster = await pretend();
      const { certPem } = await TestAuthority.create();
      const answer = await register(cluster, { credential: { ...cluster.credential, caPem: certPem } });
      expect(answer.problem).toBe('cluster-not-proved');
      expect(answer.json<{ reason: string }>().reason).toBe('tls-ca');
      expect(cluster.requests).toEqual([]);
    });

    it('refuses the same cluster under another name, and another cluster under the same name', async () => {
      const cluster = await pretend();
      const first = await registered(cluster);
      const twin = await pretend({ uid: cluster.uid });
      const again = await register(twin);
      expect([again.status, again.problem]).toEqual([409, 'cluster-already-registered']);
      expect(again.json<{ detail: string }>().detail).toContain(first.name);
      expect((await register(await pretend(), { name: first.name })).problem).toBe('cluster-name-taken');
    });

    it('takes one cluster in once, also when two people do it at the same moment', async () => {
      const cluster = await pretend();
      const answers = await Promise.all([register(cluster), register(cluster), register(cluster)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(new Set(answers.map(({ problem }) => problem))).toEqual(new Set(['', 'cluster-already-registered']));
    });

    it('refuses fields that nobody may set', async () => {
      const cluster = await pretend();
      for (const field of ['id', 'uid', 'state', 'createdAt', 'clusterUid']) expect((await register(cluster, { [field]: 'x' })).status).toBe(400);
      expect(cluster.requests).toEqual([]);
    });

    it('refuses a kubeconfig that would run a command, naming the field', async () => {
      const kubeconfig = 'clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]\nusers: [{name: u, user: {exec: {command: touch}}}]\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n';
      const answer = await admin.post(PATH, { name: name(), credential: { kind: 'kubeconfig', kubeconfig } });
      expect([answer.status, answer.problem]).toEqual([422, 'kubeconfig-refused']);
      expect(answer.text).toContain('users.0.user.exec');
    });

    it('tries a credential of a kubeconfig out, names its contexts and stores nothing', async () => {
      const cluster = await pretend();
      const before = await namesSeenBy(admin);
      const ca = Buffer.from(cluster.credential.caPem).toString('base64');
      const kubeconfig = JSON.stringify({ clusters: [{ name: 'c', cluster: { server: cluster.url, 'certificate-authority-data': ca } }], users: [{ name: 'u', user: { token: cluster.token } }],
        contexts: [{ name: 'one', context: { cluster: 'c', user: 'u' } }, { name: 'two', context: { cluster: 'c', user: 'u' } }], 'current-context': 'two' });
      const answer = await admin.post(`${PATH}/trials`, { credential: { kind: 'kubeconfig', kubeconfig } });
      expect(answer.status).toBe(200);
      expect(answer.json<ProbeReport>()).toMatchObject({ state: 'healthy', contexts: ['one', 'two'], identity: 'robot' });
      expect(answer.text).not.toContain(cluster.token);
      expect(await namesSeenBy(admin)).toEqual(before);
    });
  });

  describe('the list', () => {
    it('is empty for somebody without a role, and holds only their clusters for the others', async () => {
      const [one, other] = [await registered(await pretend()), await registered(await pretend())];
      const nobody = await server.person(admin, 'nobody');
      const viewer = await server.person(admin, 'of-one', { roleId: 'cluster-viewer', clusterId: one.id });
      expect((await nobody.get(PATH)).status).toBe(403);
      expect(await namesSeenBy(viewer)).toEqual([one.name]);
      expect((await viewer.get(`${PATH}/${other.id}`)).problem).toBe('cluster-not-found');
      expect((await viewer.get(`${PATH}/${newId()}`)).problem).toBe('cluster-not-found');
    });

    it('pages by a cursor and finds by label', async () => {
      const team = newId();
      const made = await Promise.all([1, 2, 3].map(async () => (await registered(await pretend(), { labels: { team } })).name));
      const first = (await admin.get(`${PATH}?limit=2&labels=team=${team}`)).json<Page<ClusterSummary>>();
      const second = (await admin.get(`${PATH}?limit=2&labels=team=${team}&cursor=${String(first.nextCursor)}`)).json<Page<ClusterSummary>>();
      expect([...first.items, ...second.items].map((each) => each.name)).toEqual(made.sort());
      expect(second.nextCursor).toBeNull();
      expect((await admin.get(`${PATH}?cursor=%21%21`)).problem).toBe('cursor-invalid');
    });
  });

  describe('change and rotation', () => {
    it('is for the administrator of the cluster, not for its viewer; removal for neither', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      const [viewer, keeper] = [await server.person(admin, 'looks', { roleId: 'cluster-viewer', clusterId: id }), await server.person(admin, 'keeps', { roleId: 'cluster-admin', clusterId: id })];
      const seen = cluster.requests.length;
      expect((await viewer.patch(`${PATH}/${id}`, { environment: 'staging' })).status).toBe(403);
      expect((await viewer.post(`${PATH}/${id}/credentials`, { credential: cluster.credential })).status).toBe(403);
      expect((await keeper.delete(`${PATH}/${id}`)).status).toBe(403);
      expect(cluster.requests).toHaveLength(seen);
      expect((await keeper.patch(`${PATH}/${id}`, { environment: 'staging' })).json<ClusterDetail>().environment).toBe('staging');
      expect((await keeper.post(`${PATH}/${id}/credentials`, { credential: cluster.credential })).status).toBe(201);
    });

    it('keeps the old credential until the new one has proved itself', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      const refused = await admin.post(`${PATH}/${id}/credentials`, { credential: { ...cluster.credential, token: 'wrong' } });
      expect(refused.problem).toBe('cluster-not-proved');
      expect((await admin.get(`${PATH}/${id}/namespaces`)).json<NamespaceList>().items.map((each) => each.name)).toEqual(['team-a', 'team-b']);
      cluster.token = `sentinel-${newId()}`;
      const rotated = (await admin.post(`${PATH}/${id}/credentials`, { credential: cluster.credential })).json<ClusterDetail>();
      expect(rotated.credential.version).toBe(2);
      expect((await admin.get(`${PATH}/${id}/namespaces`)).status).toBe(200);
      expect(headerValues(cluster.requests.at(-1), 'authorization')).toEqual([`Bearer ${cluster.token}`]);
    });

    it('refuses a credential of another cluster', async () => {
      const { id } = await registered(await pretend());
      const other = await pretend();
      expect((await admin.post(`${PATH}/${id}/credentials`, { credential: other.credential })).problem).toBe('cluster-identity-differs');
    });

    it('follows a cluster to a new address when it is the same cluster', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      const moved = await pretend({ uid: cluster.uid });
      expect((await admin.post(`${PATH}/${id}/credentials`, { credential: moved.credential })).json<ClusterDetail>().server).toBe(moved.url);
      await admin.get(`${PATH}/${id}/namespaces`);
      expect(moved.requests.at(-1)?.url).toContain('/api/v1/namespaces');
    });

    it('sends nothing to a disabled cluster and looks again when it is enabled', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      expect((await admin.patch(`${PATH}/${id}`, { enabled: false })).json<ClusterDetail>()).toMatchObject({ enabled: false, state: 'disabled' });
      const seen = cluster.requests.length;
      expect((await admin.get(`${PATH}/${id}/namespaces`)).problem).toBe('cluster-disabled');
      expect((await admin.post(`${PATH}/${id}/probes`)).problem).toBe('cluster-disabled');
      expect(cluster.requests).toHaveLength(seen);
      expect((await admin.patch(`${PATH}/${id}`, { enabled: true })).json<ClusterDetail>().state).toBe('connecting');
      expect((await admin.post(`${PATH}/${id}/probes`)).json<ProbeReport>().state).toBe('healthy');
    });

    it('shows the person to a cluster in impersonate mode from the next call on, and itself when it probes', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      await admin.get(`${PATH}/${id}/namespaces`);
      expect(headerValues(cluster.requests.at(-1), 'impersonate-user')).toEqual([]);
      expect((await admin.patch(`${PATH}/${id}`, { mode: 'impersonate' })).json<ClusterDetail>().mode).toBe('impersonate');
      await admin.get(`${PATH}/${id}/namespaces`);
      expect(headerValues(cluster.requests.at(-1), 'impersonate-user')).toEqual(['hyperkuber:ada']);
      expect(headerValues(cluster.requests.at(-1), 'impersonate-group')).toEqual(['hyperkuber:managed']);
      await admin.post(`${PATH}/${id}/probes`);
      expect(headerValues(cluster.requests.at(-1), 'impersonate-user')).toEqual([]);
    });

    it('refuses a name that is taken', async () => {
      const [one, other] = [await registered(await pretend()), await registered(await pretend())];
      expect((await admin.patch(`${PATH}/${one.id}`, { name: other.name })).problem).toBe('cluster-name-taken');
    });
  });

  describe('a probe', () => {
    it('says how many nodes are not ready and writes the history', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      cluster.readyNodes = 1;
      expect((await admin.post(`${PATH}/${id}/probes`)).json<ProbeReport>()).toMatchObject({ state: 'degraded', code: 'nodes-not-ready' });
      expect((await admin.get(`${PATH}/${id}`)).json<ClusterDetail>()).toMatchObject({ state: 'degraded', facts: { nodes: { total: 2, ready: 1 } } });
      expect((await admin.get(`${PATH}/${id}/health?hours=1`)).json<HealthHistory>().items.map(({ state }) => state)).toEqual(['healthy', 'degraded']);
    });

    it('sees that another cluster answers at the address', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      cluster.uid = newId();
      expect((await admin.post(`${PATH}/${id}/probes`)).json<ProbeReport>()).toMatchObject({ state: 'unreachable', code: 'identity-changed' });
    });

    it('says that the credential is rejected, and what is known of the cluster stays', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      cluster.token = 'changed';
      expect((await admin.post(`${PATH}/${id}/probes`)).json<ProbeReport>().code).toBe('unauthorized-401');
      expect((await admin.get(`${PATH}/${id}`)).json<ClusterDetail>()).toMatchObject({ state: 'unreachable', code: 'unauthorized-401', facts: { version: 'v1.37.2' } });
    });
  });

  describe('removal', () => {
    class TwoApplications extends ClusterUse {
      forgotten: string[] = [];

      constructor(private readonly clusterId: string) { super(); }

      usagesOf(clusterId: string): Promise<ClusterUsage[]> {
        return Promise.resolve(clusterId === this.clusterId ? [{ what: 'applications', count: 2, names: ['shop', 'mail'] }] : []);
      }

      forget(clusterId: string): Promise<void> {
        this.forgotten.push(clusterId);
        return Promise.resolve();
      }
    }

    it('is refused while something is placed there, unless it is forced', async () => {
      const cluster = await pretend();
      const { id } = await registered(cluster);
      const use = new TwoApplications(id);
      server.app.get(ClusterUses, { strict: false }).add(use);
      const refused = await admin.delete(`${PATH}/${id}`);
      expect([refused.status, refused.problem]).toEqual([409, 'cluster-in-use']);
      expect(refused.json<{ detail: string }>().detail).toContain('shop, mail');
      expect(use.forgotten).toEqual([]);
      expect((await admin.delete(`${PATH}/${id}?force=true`)).status).toBe(204);
      expect(use.forgotten).toEqual([id]);
      expect((await admin.get(`${PATH}/${id}`)).problem).toBe('cluster-not-found');
      expect((await admin.get(`${PATH}/${id}/namespaces`)).problem).toBe('cluster-not-found');
    });

    it('leaves the name and the cluster free to be registered again, and writes nothing into it', async () => {
      const cluster = await pretend();
      const { id, name: own } = await registered(cluster);
      expect((await admin.delete(`${PATH}/${id}`)).status).toBe(204);
      expect((await register(cluster, { name: own })).status).toBe(201);
      expect(cluster.writes).toEqual([]);
    });
  });
});

describe('the metrics', () => {
  it('count the clusters by their state', async () => {
    const server = await ServerUnderTest.start();
    try {
      expect(await server.app.get(Metrics, { strict: false }).registry.metrics()).toContain('hyperkuber_clusters{state="healthy"} 0');
    } finally {
      await server.stop();
    }
  });
});

describe('the egress guard', () => {
  it('refuses a cluster at a loopback address unless the administrator allowed it, and reaches nothing', async () => {
    const server = await ServerUnderTest.start();
    const cluster = await PretendCluster.start();
    try {
      const admin = await server.admin();
      const answer = await admin.post(PATH, { name: 'x', credential: cluster.credential });
      expect([answer.status, answer.problem]).toEqual([422, 'address-refused']);
      const named = await admin.post(PATH, { name: 'x', credential: { ...cluster.credential, server: cluster.url.replace('127.0.0.1', 'localhost') } });
      expect(named.json<{ reason: string }>().reason).toBe('address-refused');
      expect(cluster.server.connections).toBe(0);
    } finally {
      await cluster.close();
      await server.stop();
    }
  }, 30_000);
});
