import { Readable } from 'node:stream';
import { type ConnectionOptions } from './cluster-call.js';
import { type ClusterTargetFields } from './cluster-target.js';
import { type ConnectionPool } from './connection-pool.js';
import { AnswerBroken, AnswerTooLarge, ClusterBusy, ClusterReadOnly, ClusterUnreachable, ImpersonationMissing, NotKubernetes } from './errors.js';
import { KubePath } from './kube-path.js';
import { targetOf, testPool } from './testing/fixtures.js';
import { faults, headerValues, json, ReflectingApiServer, type ReflectingOptions } from './testing/reflecting-api-server.js';
import { TestAuthority } from './testing/test-certificates.js';
import { EgressGuard } from './egress-guard.js';
import { EgressPolicy } from './egress-policy.js';

const pods = { group: '', version: 'v1', resource: 'pods', namespace: 'team-a' };
const closing: { close(): Promise<void> }[] = [];
const start = async (options?: ReflectingOptions) => {
  const server = await ReflectingApiServer.start(options);
  closing.push(server);
  return server;
};
const pool = (options?: Partial<ConnectionOptions>, guard?: EgressGuard): ConnectionPool => {
  const made = testPool(options, guard);
  closing.unshift(made);
  return made;
};
const get = (from: ConnectionPool, server: ReflectingApiServer, fields: Partial<ClusterTargetFields> = {}, call: object = {}) =>
  from.to(targetOf(server, fields)).send({ method: 'GET', path: KubePath.of(pods), context: { userId: 'u1', requestId: 'r1' }, ...call });

afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

describe('ClusterConnection: what is sent', () => {
  it('refuses every write to a read-only cluster before anything is sent, dry runs and exec too', async () => {
    const server = await start();
    const from = pool();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      await expect(get(from, server, { mode: 'read-only' }, { method, path: KubePath.of({ ...pods, name: 'a' }, { dryRun: 'All' }) })).rejects.toThrow(ClusterReadOnly);
    }
    await expect(get(from, server, { mode: 'read-only' }, { path: KubePath.of({ ...pods, name: 'a', subresource: 'exec' }) })).rejects.toThrow(ClusterReadOnly);
    expect(server.requests).toHaveLength(0);
    expect(server.connections).toBe(0);
  });

  it('refuses an impersonated call without a person, with a system name or with a header break', async () => {
    const server = await start();
    const from = pool();
    for (const actAs of [undefined, { user: 'system:admin', groups: [] }, { user: 'a', groups: ['system:masters'] }, { user: 'a\r\nImpersonate-Group: x', groups: [] }, { user: '', groups: [] }]) {
      await expect(get(from, server, { mode: 'impersonate' }, { context: { actAs } })).rejects.toThrow(ImpersonationMissing);
    }
    expect(server.requests).toHaveLength(0);
  });

  it.each(['h1', 'h2'] as const)('keeps every impersonated group a header of its own (%s server)', async (protocol) => {
    const server = (await start({ protocol })).on('*', json(200, {}));
    await get(pool(), server, { mode: 'impersonate' }, { context: { actAs: { user: 'alice', groups: ['dev', 'ops'] } } });
    expect(headerValues(server.requests[0], 'impersonate-user')).toEqual(['alice']);
    expect(headerValues(server.requests[0], 'impersonate-group')).toEqual(['dev', 'ops']);
  });

  it.each(['h1', 'h2'] as const)('sends the credential, says who asks and keeps the path prefix (%s)', async (protocol) => {
    const server = (await start({ protocol })).on('*', json(200, {}));
    await get(pool(), server, { server: `${server.url}/k8s/clusters/c-1/` }, { context: { userId: 'u1\r\nx: y', requestId: 'r1', actAs: { user: 'alice', groups: [] } } });
    const [request] = server.requests;
    expect(request?.url).toBe('/k8s/clusters/c-1/api/v1/namespaces/team-a/pods');
    expect(headerValues(request, 'authorization')).toEqual(['Bearer token-secret']);
    expect(headerValues(request, 'user-agent')).toEqual(['hyperkuber/0.1.0 (user=u1__x:_y; req=r1)']);
    expect(headerValues(request, 'impersonate-user')).toEqual([]);
  });

  it('uses few connections for many calls', async () => {
    for (const protocol of ['h1', 'h2'] as const) {
      const server = (await start({ protocol })).on('*', json(200, {}));
      const from = pool();
      for (let call = 0; call < 30; call += 1) await get(from, server);
      expect(server.connections).toBeLessThanOrEqual(2);
    }
  });
});

describe('ClusterConnection: bad input', () => {
  const cases = [
    ['garbage', faults.garbage, NotKubernetes, 'not-http'],
    ['redirect', faults.redirect, NotKubernetes, 'redirect'],
    ['errorPage', faults.errorPage, NotKubernetes, 'error-page'],
    ['half', faults.half, AnswerBroken, undefined],
    ['huge', faults.huge, AnswerTooLarge, undefined],
    ['drip', faults.drip, ClusterUnreachable, 'timeout'],
    ['hang', faults.hang, ClusterUnreachable, 'timeout'],
    ['reset', faults.reset, ClusterUnreachable, 'reset'],
  ] as const;

  it.each(cases)('names %s and is back in time', async (_name, fault, type, reason) => {
    const server = (await start()).on('*', fault);
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    const error: unknown = await get(pool({ deadlineMs: 400 }), server, {}, { maxBytes: 3 * 1024 * 1024 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    if (reason !== undefined) expect(error).toMatchObject({ reason });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|token-secret/);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['hang', faults.hang, ClusterUnreachable],
    ['huge', faults.huge, AnswerTooLarge],
    ['drip', faults.drip, ClusterUnreachable],
    ['redirect', faults.redirect, NotKubernetes],
  ] as const)('is as strict on HTTP/2: %s', async (_name, fault, type) => {
    const server = (await start({ protocol: 'h2' })).on('*', fault);
    await expect(get(pool({ deadlineMs: 400 }), server, {}, { maxBytes: 3 * 1024 * 1024 })).rejects.toThrow(type);
  });

  it('names a server that cuts an HTTP/2 session in the middle of an answer', async () => {
    const server = await start({ protocol: 'h2' });
    server.on('*', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"kind"');
      setTimeout(() => server.cut(), 20);
    });
    await expect(get(pool({ deadlineMs: 2000 }), server)).rejects.toThrow(AnswerBroken);
  });
});

describe('ClusterConnection: connecting', () => {
  const reasonOf = (from: ConnectionPool, server: ReflectingApiServer, fields: Partial<ClusterTargetFields> = {}) =>
    get(from, server, fields).then(() => 'answered', (error: unknown) => (error instanceof ClusterUnreachable ? error.reason : error));

  it('tells wrong name, unknown authority, expired certificate and no TLS apart', async () => {
    const other = await TestAuthority.create('CN=Other');
    expect(await reasonOf(pool(), await start({ hosts: ['other.test'] }))).toBe('tls-name');
    expect(await reasonOf(pool(), await start(), { caPem: other.certPem })).toBe('tls-ca');
    expect(await reasonOf(pool(), await start({ daysLeft: -2 }))).toBe('tls-expired');
    const plain = await start({ protocol: 'plain' });
    expect(await reasonOf(pool(), plain, { server: plain.url.replace('http:', 'https:') })).toBe('tls-protocol');
  });

  it('takes the given server name for the certificate, and none at all when verification is off', async () => {
    const server = (await start({ hosts: ['other.test'] })).on('*', json(200, {}));
    expect(await reasonOf(pool(), server, { tlsServerName: 'other.test' })).toBe('answered');
    expect(await reasonOf(pool(), server, { skipTlsVerify: true })).toBe('answered');
  });

  it('tells a name that does not resolve and a closed port apart', async () => {
    const server = await start();
    const nowhere = new EgressGuard(new EgressPolicy(), () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })));
    expect(await reasonOf(pool({}, nowhere), server, { server: 'https://nowhere.test' })).toBe('dns');
    expect(await reasonOf(pool(), server, { server: 'https://127.0.0.1:1' })).toBe('refused');
  });

  it('never connects to an address that a name turned into', async () => {
    const server = await start();
    const rebound = new EgressGuard(new EgressPolicy(), () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]));
    expect(await reasonOf(pool({}, rebound), server, { server: `https://cluster.test:${String(server.port)}` })).toBe('address-refused');
    expect(server.connections).toBe(0);
  });

  it('connects to the checked address under the name of the URL', async () => {
    const server = (await start({ hosts: ['cluster.test'] })).on('*', json(200, {}));
    const named = new EgressGuard(new EgressPolicy({ allowLoopback: true }), () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]));
    expect(await reasonOf(pool({}, named), server, { server: `https://cluster.test:${String(server.port)}` })).toBe('answered');
  });
});

describe('ClusterConnection: a sick cluster', () => {
  it('fails fast after five failures in a row, alone', async () => {
    const sick = (await start()).on('*', faults.reset);
    const well = (await start()).on('*', json(200, {}));
    const from = pool();
    for (let call = 0; call < 5; call += 1) await expect(get(from, sick)).rejects.toMatchObject({ reason: 'reset' });
    const startedAt = performance.now();
    await expect(get(from, sick)).rejects.toMatchObject({ reason: 'circuit-open' });
    expect(performance.now() - startedAt).toBeLessThan(50);
    expect(sick.requests).toHaveLength(5);
    expect((await get(from, well, { clusterId: 'c2' })).httpStatus).toBe(200);
  });

  it('does not count refusals, however many', async () => {
    const server = (await start()).on('*', json(403, { kind: 'Status', code: 403, reason: 'Forbidden', message: 'no' }));
    const from = pool();
    for (let call = 0; call < 8; call += 1) await expect(get(from, server)).rejects.toMatchObject({ code: 'cluster-forbidden' });
    expect(server.requests).toHaveLength(8);
  });

  it('bounds what waits for it', async () => {
    const server = (await start()).on('*', faults.hang);
    const from = pool({ concurrentCalls: 2, queuedCalls: 1, queueMs: 50, deadlineMs: 300 });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => get(from, server)));
    expect(results.filter((one) => one.status === 'rejected' && one.reason instanceof ClusterBusy)).toHaveLength(3);
    expect(server.requests).toHaveLength(2);
  });

  it('opens new sockets after a silent HTTP/2 session', async () => {
    const server = (await start({ protocol: 'h2' })).on('*', faults.hang);
    const from = pool({ deadlineMs: 100 });
    await expect(get(from, server)).rejects.toMatchObject({ reason: 'timeout' });
    server.on('*', json(200, {}));
    await get(from, server);
    expect(server.connections).toBe(2);
  });

  it('gives the caller his own reason when he goes away', async () => {
    const server = (await start()).on('*', faults.hang);
    await expect(get(pool(), server, {}, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    const later = new AbortController();
    setTimeout(() => later.abort(new Error('gone later')), 30);
    await expect(get(pool(), server, {}, { signal: later.signal })).rejects.toThrow('gone later');
  });
});

describe('ConnectionPool', () => {
  it('replaces the connection with the credential and never goes back', async () => {
    const server = await start();
    const from = pool();
    const target = (credentialVersion: number) => targetOf(server, { credentialVersion });
    const first = from.to(target(1));
    expect(from.to(target(1))).toBe(first);
    const second = from.to(target(2));
    expect(second).not.toBe(first);
    expect(from.to(target(1))).toBe(second);
  });
});

describe('ClusterConnection.openAny', () => {
  const open = (from: ConnectionPool, server: ReflectingApiServer, signal?: AbortSignal) =>
    from.to(targetOf(server)).openAny({ method: 'GET', path: KubePath.of(pods), context: {}, signal });

  it('refuses redirects but hands out every other answer as it came', async () => {
    const server = (await start()).on('*', faults.redirect);
    const from = pool({ concurrentStreams: 1 });
    for (let call = 0; call < 3; call += 1) await expect(open(from, server)).rejects.toMatchObject({ reason: 'redirect' });
    const answer = await open(from, server.on('*', json(403, { kind: 'Status', message: 'no' })));
    expect(answer.httpStatus).toBe(403);
    expect(await new Response(Readable.toWeb(answer.body) as ReadableStream).json()).toEqual({ kind: 'Status', message: 'no' });
  });

  it('frees its place when the body ends, is destroyed, or its caller goes away', async () => {
    const server = (await start()).on('*', faults.drip);
    const from = pool({ concurrentStreams: 1 });
    const first = await open(from, server);
    await expect(open(from, server)).rejects.toThrow(ClusterBusy);
    first.body.destroy();
    const caller = new AbortController();
    await new Promise((resolve) => first.body.once('close', resolve));
    const second = await open(from, server, caller.signal);
    const closed = new Promise((resolve) => second.body.once('close', resolve));
    caller.abort();
    await closed;
    (await open(from, server)).body.destroy();
  });
});

describe('ClusterConnection.upgrade', () => {
  const exec = KubePath.of({ ...pods, name: 'a', subresource: 'exec' }, { command: ['sh'], stdin: true });
  const handshake = { key: 'dGhlIHNhbXBsZSBub25jZQ==', protocols: ['v5.channel.k8s.io'] };
  const upgrade = (from: ConnectionPool, server: ReflectingApiServer, fields: Partial<ClusterTargetFields> = {}, call: object = {}, shake = handshake) =>
    from.to(targetOf(server, fields)).upgrade({ method: 'GET', path: exec, context: { userId: 'u1' }, ...call }, shake);

  it('refuses it on a read-only cluster, with a bad handshake and through a proxy', async () => {
    const server = await start();
    const from = pool();
    await expect(upgrade(from, server, { mode: 'read-only' })).rejects.toThrow(ClusterReadOnly);
    await expect(upgrade(from, server, {}, {}, { key: 'a\r\nx: y', protocols: [] })).rejects.toMatchObject({ code: 'cluster-refused' });
    await expect(upgrade(from, server, { clusterId: 'c2', proxyUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({ reason: 'proxy' });
    expect(server.connections).toBe(0);
  });

  it('reads what the cluster says when it refuses', async () => {
    const server = (await start()).on('*', json(403, { kind: 'Status', code: 403, reason: 'Forbidden', message: 'pods "a" is forbidden' }));
    await expect(upgrade(pool(), server)).rejects.toMatchObject({ code: 'cluster-forbidden' });
    await expect(upgrade(pool(), server.on('*', faults.redirect))).rejects.toMatchObject({ reason: 'redirect' });
    await expect(upgrade(pool({ headersMs: 100 }), server.on('*', faults.hang))).rejects.toMatchObject({ reason: 'timeout' });
    await expect(upgrade(pool(), server, { caPem: (await start()).authority.certPem })).rejects.toMatchObject({ reason: 'tls-ca' });
  });

  it('carries bytes both ways and ends with its caller', async () => {
    const server = await start({ hosts: ['127.0.0.1'] });
    server.acceptUpgrades();
    const caller = new AbortController();
    const { socket, headers } = await upgrade(pool(), server, { mode: 'impersonate' }, { context: { actAs: { user: 'alice', groups: ['a', 'b'] } }, signal: caller.signal });
    expect(headers['sec-websocket-protocol']).toBe('v5.channel.k8s.io');
    expect(headerValues(server.requests[0], 'impersonate-group')).toEqual(['a', 'b']);
    expect(server.requests[0]?.url).toContain('/exec?command=sh');
    socket.write('ping');
    const echoed = await new Promise((resolve) => socket.once('data', (data: Buffer) => resolve(data.toString())));
    expect(echoed).toBe('ping');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    caller.abort();
    await closed;
  });
});
