import { createHash } from 'node:crypto';
import type { ClusterDetail, ClusterSummary, HealthHistory, NamespaceList, Page } from '@hyperkuber/contracts';
import { type RunningCluster, startClusters } from '../../../../tools/kubernetes/index.ts';
import { parse } from 'yaml';
import { TestAuthority } from '../../kubernetes/testing/test-certificates.js';
import type { ApiAnswer, ApiDriver } from '../../testing/api-driver.js';
import { ServerUnderTest } from '../../testing/server-under-test.js';

const PATH = '/api/v1/clusters';
/** They change by themselves. */
const RESTLESS = /^(events|leases)(\.|$)/;

const decoded = (text: string): string => Buffer.from(text, 'base64').toString();
const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};
const until = async (what: string, timeoutMs: number, holds: () => Promise<boolean>): Promise<void> => {
  const startedAt = Date.now();
  while (!await holds()) {
    if (Date.now() - startedAt > timeoutMs) throw new Error(`${what} did not come true within ${String(timeoutMs)} ms`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
};

/** Names of everything in a cluster, with what each object says about itself (its generation and its labels). */
const everythingIn = async (cluster: RunningCluster): Promise<string> => {
  const kinds = (await cluster.kubectl(['api-resources', '--verbs=list', '-o', 'name'])).stdout.trim().split('\n').filter((kind) => !RESTLESS.test(kind));
  const template = '{range .items[*]}{.kind}/{.metadata.namespace}/{.metadata.name} {.metadata.uid} {.metadata.generation} {.metadata.labels} {.metadata.managedFields[*].manager}{"\\n"}{end}';
  const { stdout } = await cluster.kubectl(['get', kinds.join(','), '-A', '--show-managed-fields', '-o', `jsonpath=${template}`]);
  return stdout.trim().split('\n').sort().join('\n');
};

describe('clusters on real API servers', () => {
  let server: ServerUnderTest;
  let admin: ApiDriver;
  let clusters: readonly RunningCluster[];
  const first = (): RunningCluster => clusters[0]!;
  const second = (): RunningCluster => clusters[1]!;

  beforeAll(async () => {
    clusters = await startClusters({ count: 2, nodes: 1 });
    server = await ServerUnderTest.start({ environment: { HYPERKUBER_EGRESS_LOOPBACK: 'true' }, works: true });
    admin = await server.admin();
  }, 180_000);
  afterAll(async () => {
    await server.stop();
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  }, 60_000);

  const token = (cluster: RunningCluster, text = cluster.adminToken): object => ({ kind: 'token', server: cluster.server, caPem: cluster.caPem, token: text });
  const register = (name: string, credential: object, rest: object = {}): Promise<ApiAnswer> => admin.post(PATH, { name, credential, ...rest });
  const read = async (id: string): Promise<ClusterDetail> => (await admin.get(`${PATH}/${id}`)).json<ClusterDetail>();
  const remove = async (id: string): Promise<void> => { expect((await admin.delete(`${PATH}/${id}`)).status).toBe(204); };
  const reason = (answer: ApiAnswer): string => answer.json<{ reason: string }>().reason;

  it('takes a cluster in by kubeconfig, by token and by client certificate', async () => {
    const user = (parse(first().adminKubeconfig) as { users: { user: Record<string, string> }[] }).users[0]!.user;
    const certificate = { kind: 'certificate', server: first().server, caPem: first().caPem, certPem: decoded(user['client-certificate-data']!), keyPem: decoded(user['client-key-data']!) };
    const kinds = [['kubeconfig', { kind: 'kubeconfig', kubeconfig: first().adminKubeconfig }], ['token', token(first())], ['certificate', certificate]] as const;
    const uids = new Set<string | null>();
    for (const [name, credential] of kinds) {
      const answer = await register(`by-${name}`, credential);
      expect([name, answer.status]).toEqual([name, 201]);
      const detail = answer.json<ClusterDetail>();
      expect(detail).toMatchObject({ state: 'healthy', facts: { nodes: { total: 1, ready: 1 } } });
      expect(detail.facts.version).toMatch(/^v1\.\d+\.\d+$/);
      expect(detail.facts.apiGroups).toContain('apps');
      expect((await admin.get(`${PATH}/${detail.id}/namespaces`)).json<NamespaceList>().items.map((each) => each.name)).toContain('kube-system');
      uids.add(detail.uid);
      await remove(detail.id);
    }
    expect(uids.size).toBe(1);
  });

  it('says what is wrong with what it cannot prove', async () => {
    const { certPem } = await TestAuthority.create();
    expect(reason(await register('x', { ...token(first()), caPem: certPem }))).toBe('tls-ca');
    expect(reason(await register('x', token(first(), 'wrong')))).toBe('unauthorized-401');
    expect(reason(await register('x', { ...token(first()), server: 'https://127.0.0.1:1' }))).toBe('refused');
    const limited = (await register('limited', { kind: 'kubeconfig', kubeconfig: first().limitedKubeconfig })).json<ClusterDetail>();
    expect(limited).toMatchObject({ state: 'degraded', code: 'forbidden-403', uid: null });
    await remove(limited.id);
  });

  it('leaves nothing behind in a cluster that was registered, looked at and removed', async () => {
    const before = await everythingIn(first());
    const { id } = (await register('trace', token(first()))).json<ClusterDetail>();
    await admin.post(`${PATH}/${id}/probes`);
    await admin.get(`${PATH}/${id}/namespaces`);
    await remove(id);
    const after = await everythingIn(first());
    expect(createHash('sha256').update(after).digest('hex')).toBe(createHash('sha256').update(before).digest('hex'));
  }, 120_000);

  it('changes the credential while work goes on, and no call fails', async () => {
    const { id } = (await register('rotated', token(first()))).json<ClusterDetail>();
    await first().kubectl(['create', 'serviceaccount', 'rotated', '-n', 'kube-system']);
    await first().kubectl(['create', 'clusterrolebinding', 'rotated', '--clusterrole=cluster-admin', '--serviceaccount=kube-system:rotated']);
    const fresh = (await first().kubectl(['create', 'token', 'rotated', '-n', 'kube-system', '--duration=1h'])).stdout.trim();
    const done = new AbortController();
    const statuses = new Set<number>();
    const work = (async (): Promise<void> => { while (!done.signal.aborted) statuses.add((await admin.get(`${PATH}/${id}/namespaces`)).status); })();
    expect((await admin.post(`${PATH}/${id}/credentials`, { credential: token(second()) })).problem).toBe('cluster-identity-differs');
    const rotated = await admin.post(`${PATH}/${id}/credentials`, { credential: token(first(), fresh) });
    done.abort();
    await work;
    expect(rotated.json<ClusterDetail>().credential).toMatchObject({ version: 2 });
    expect(rotated.json<ClusterDetail>().credential.expiresAt).not.toBeNull();
    expect([...statuses]).toEqual([200]);
    await first().kubectl(['delete', 'serviceaccount', 'rotated', '-n', 'kube-system']);
    await until('the rejected credential is seen', 60_000, async () => (await admin.post(`${PATH}/${id}/probes`)).json<{ code: string }>().code === 'unauthorized-401');
    expect(await read(id)).toMatchObject({ state: 'unreachable', code: 'unauthorized-401' });
    expect((await admin.post(`${PATH}/${id}/credentials`, { credential: token(first()) })).json<ClusterDetail>()).toMatchObject({ state: 'healthy', credential: { version: 3 } });
    await remove(id);
  }, 120_000);

  it('is not delayed by a cluster that hangs, says that it hangs, and sees it come back', async () => {
    const hung = (await register('hangs', token(first()))).json<ClusterDetail>().id;
    const well = (await register('well', token(second()))).json<ClusterDetail>().id;
    first().pause();
    try {
      const waiting = admin.get(`${PATH}/${hung}/namespaces`);
      for (let round = 0; round < 10; round += 1) expect(await elapsed(() => admin.get(`${PATH}/${well}/namespaces`))).toBeLessThan(1_500);
      expect(await elapsed(() => admin.post(`${PATH}/${well}/probes`))).toBeLessThan(5_000);
      const { items } = (await admin.get(PATH)).json<Page<ClusterSummary>>();
      expect(items.map(({ name }) => name)).toEqual(['hangs', 'well']);
      await until('the hanging cluster is called unreachable', 60_000, async () => (await read(hung)).state === 'unreachable');
      expect(await read(hung)).toMatchObject({ code: 'timed-out', facts: { nodes: { total: 1 } } });
      expect((await read(well)).state).toBe('healthy');
      expect((await waiting).status).toBeGreaterThanOrEqual(500);
    } finally {
      first().resume();
    }
    await until('the cluster is seen again', 15_000, async () => (await read(hung)).state === 'healthy');
    const { items: spans } = (await admin.get(`${PATH}/${hung}/health`)).json<HealthHistory>();
    expect(spans.map(({ state }) => state)).toEqual(['healthy', 'unreachable', 'healthy']);
  }, 180_000);
});
