import { SystemClock } from '../kernel/clock.js';
import { type ClusterTargetFields } from './cluster-target.js';
import { ClusterProber } from './probe.js';
import { targetOf, testPool } from './testing/fixtures.js';
import { faults, json, ReflectingApiServer, type ReflectingOptions } from './testing/reflecting-api-server.js';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const start = async (options?: ReflectingOptions) => {
  const server = await ReflectingApiServer.start(options);
  closing.push(server);
  return server;
};
const probe = (server: ReflectingApiServer, fields: Partial<ClusterTargetFields> = {}) => {
  const pool = testPool({ headersMs: 300, deadlineMs: 500 });
  closing.unshift(pool);
  return new ClusterProber(pool, new SystemClock(), { stepMs: 500, probeMs: 3_000 }).probe(targetOf(server, fields));
};

const node = (name: string, ready: string) => ({
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status: ready }], capacity: { cpu: '4', memory: '8Gi', pods: '110' }, allocatable: { cpu: '3500m', memory: '7Gi', pods: '110' } },
});
const version = (gitVersion: string) => json(200, { major: '1', minor: '37', gitVersion, platform: 'linux/amd64' });
const status = (code: number, reason: string) => json(code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code, reason, message: reason });

const cluster = (server: ReflectingApiServer) =>
  server
    .on('/version', version('v1.37.2'))
    .on('/apis/authentication.k8s.io/v1/selfsubjectreviews', json(201, { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', metadata: {}, status: { userInfo: { username: 'robot', groups: ['g'] } } }))
    .on('/api', json(200, { kind: 'APIGroupDiscoveryList', items: [{ metadata: {}, versions: [{ version: 'v1', resources: [{ resource: 'pods', responseKind: { kind: 'Pod' }, scope: 'Namespaced', verbs: ['list'] }] }] }] }))
    .on('/apis', json(200, { kind: 'APIGroupDiscoveryList', items: [] }))
    .on('/api/v1/namespaces/kube-system', json(200, { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'kube-system', uid: 'uid-1' } }))
    .on('/api/v1/nodes', json(200, { kind: 'NodeList', apiVersion: 'v1', metadata: {}, items: [node('a', 'True'), node('b', 'True')] }))
    .on('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', (request, response, socket) =>
      json(201, { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, status: { allowed: request.body.includes('"verb":"list"') } })(request, response, socket));

describe('ClusterProber', () => {
  it.each([
    ['garbage', faults.garbage, 'not-kubernetes', 'not-kubernetes'],
    ['a page', faults.html, 'not-kubernetes', 'not-kubernetes'],
    ['an error page', faults.errorPage, 'not-kubernetes', 'not-kubernetes'],
    ['other JSON', json(200, { hello: 'world' }), 'not-kubernetes', 'not-kubernetes'],
    ['a redirect', faults.redirect, 'not-kubernetes', 'redirect'],
    ['half an answer', faults.half, 'unreachable', 'answer-broken'],
    ['60 MB', faults.huge, 'unreachable', 'answer-too-large'],
    ['a slow drip', faults.drip, 'unreachable', 'timed-out'],
    ['silence', faults.hang, 'unreachable', 'timed-out'],
    ['401', status(401, 'Unauthorized'), 'unauthorized', 'unauthorized-401'],
    ['500', status(500, 'InternalError'), 'unreachable', 'cluster-error'],
  ] as const)('names %s, relays no text of it and makes no further call', async (_name, reply, state, code) => {
    const server = (await start()).on('*', reply);
    const startedAt = performance.now();
    const result = await probe(server);
    expect(result).toMatchObject({ state, steps: [{ step: 'version', ok: false, code }], capabilities: [] });
    expect(JSON.stringify(result)).not.toMatch(/hunter2|token-secret/);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  }, 10_000);

  it('names certificate faults and refused addresses', async () => {
    const codeOf = async (server: ReflectingApiServer, fields: Partial<ClusterTargetFields> = {}) => (await probe(server, fields)).steps[0]?.code;
    expect(await codeOf(await start({ hosts: ['x.test'] }))).toBe('tls-name');
    expect(await codeOf(await start({ daysLeft: -1 }))).toBe('tls-expired');
    expect(await codeOf(await start(), { caPem: (await start()).authority.certPem })).toBe('tls-ca');
    expect(await codeOf(await start(), { server: 'https://169.254.169.254' })).toBe('address-refused');
    expect(await codeOf(await start(), { server: 'https://127.0.0.1:1' })).toBe('refused');
  });

  it('describes a healthy cluster, also a read-only one', async () => {
    for (const mode of ['direct', 'read-only', 'impersonate'] as const) {
      const result = await probe(cluster(await start({ protocol: 'h2' })), { mode });
      expect(result).toMatchObject({
        state: 'healthy',
        version: { gitVersion: 'v1.37.2', major: 1, minor: 37 },
        uid: 'uid-1',
        identity: { username: 'robot' },
        nodes: { total: 2, ready: 2 },
        capacity: { cpu: 8, memory: 16 * 2 ** 30, pods: 220 },
        allocatable: { cpu: 7 },
        capabilities: [''],
      });
      expect(result.permissions).toContainEqual({ verb: 'list', group: '', resource: 'secrets', allowed: true });
      expect(result.permissions).toContainEqual({ verb: '*', group: '*', resource: '*', allowed: false });
      expect(result.latencyMs).toBeGreaterThan(0);
    }
  });

  it('says degraded, and why, when only a part is wrong', async () => {
    const codes = async (server: ReflectingApiServer) => {
      const result = await probe(server);
      expect(result.state).toBe('degraded');
      return result.steps.filter(({ ok }) => !ok).map(({ code }) => code);
    };
    expect(await codes(cluster(await start()).on('/version', version('v1.27.9')))).toEqual(['too-old']);
    expect(await codes(cluster(await start()).on('/api/v1/nodes', status(403, 'Forbidden')))).toEqual(['forbidden-403']);
    expect(await codes(cluster(await start()).on('/api/v1/nodes', json(200, { kind: 'NodeList', apiVersion: 'v1', metadata: {}, items: [node('a', 'Unknown')] })))).toEqual(['nodes-not-ready']);
    expect(await codes(cluster(await start()).on('/api/v1/nodes', faults.hang))).toEqual(['timed-out']);
    expect(await codes(cluster(await start()).on('/version', status(403, 'Forbidden')))).toEqual(['forbidden-403']);
  });

  it('stops when its caller goes away', async () => {
    const server = (await start()).on('*', faults.hang);
    const pool = testPool();
    closing.unshift(pool);
    const result = await new ClusterProber(pool, new SystemClock()).probe(targetOf(server), AbortSignal.timeout(50));
    expect(result.state).not.toBe('healthy');
  });
});
