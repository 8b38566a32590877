import { Clock } from '../kernel/clock.js';
import { Discovery } from './discovery.js';
import { KubeClients } from './kube-clients.js';
import { targetOf, testPool } from './testing/fixtures.js';
import { faults, json, ReflectingApiServer } from './testing/reflecting-api-server.js';

class HandClock extends Clock {
  ms = 1_000_000;
  now(): Date {
    return new Date(this.ms);
  }
  wait(): Promise<void> {
    return Promise.resolve();
  }
}

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const start = async () => {
  const server = await ReflectingApiServer.start();
  const pool = testPool();
  const clock = new HandClock();
  closing.push(pool, server);
  return { server, clock, discovery: new Discovery(new KubeClients(pool, clock), clock), target: targetOf(server) };
};

const deployments = { resource: 'deployments', responseKind: { kind: 'Deployment' }, scope: 'Namespaced', verbs: ['get', 'list'], shortNames: ['deploy'], subresources: [{ subresource: 'scale' }] };
const aggregated = (server: ReflectingApiServer, groups: object[] = []) =>
  server
    .on('/api', json(200, { kind: 'APIGroupDiscoveryList', items: [{ metadata: {}, versions: [{ version: 'v1', resources: [{ resource: 'nodes', responseKind: { kind: 'Node' }, scope: 'Cluster', verbs: ['list'] }] }] }] }))
    .on('/apis', json(200, { kind: 'APIGroupDiscoveryList', items: [
      { metadata: { name: 'apps' }, versions: [{ version: 'v1', resources: [deployments] }, { version: 'v1beta1', resources: [deployments] }] },
      { metadata: { name: 'metrics.k8s.io' }, versions: [{ version: 'v1beta1', freshness: 'Stale', resources: [] }] },
      ...groups,
    ] }));

describe('Discovery', () => {
  it('reads the aggregated form in two requests, once for all who ask', async () => {
    const { server, discovery, target } = await start();
    aggregated(server);
    const [catalog] = await Promise.all(Array.from({ length: 20 }, () => discovery.catalog(target)));
    expect(server.requests).toHaveLength(2);
    expect(catalog?.find('apps/v1', 'Deployment')).toMatchObject({ group: 'apps', version: 'v1', resource: 'deployments', namespaced: true, verbs: ['get', 'list'], subresources: ['scale'] });
    expect(catalog?.find('v1', 'Node')).toMatchObject({ group: '', namespaced: false });
    expect(catalog?.findResource('apps', 'deployments')?.version).toBe('v1');
    expect(catalog?.findResource('apps', 'deployments', 'v1beta1')?.version).toBe('v1beta1');
    expect(catalog?.find('apps/v2', 'Deployment')).toBeUndefined();
    expect(catalog?.missing).toEqual(['metrics.k8s.io/v1beta1']);
    expect(catalog?.groups).toEqual(['', 'apps']);
  });

  it('falls back to one request per group version, and lives without one that does not answer', async () => {
    const { server, discovery, target } = await start();
    server
      .on('/api', json(200, { kind: 'APIVersions', versions: ['v1'] }))
      .on('/api/v1', json(200, { kind: 'APIResourceList', resources: [{ name: 'pods', kind: 'Pod', namespaced: true, verbs: ['get'] }, { name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['get'] }] }))
      .on('/apis', json(200, { kind: 'APIGroupList', groups: [{ name: 'x.io', preferredVersion: { version: 'v2' }, versions: [{ version: 'v1' }, { version: 'v2' }] }, { name: 'down.io', preferredVersion: { version: 'v1' }, versions: [{ version: 'v1' }] }] }))
      .on('/apis/x.io/v1', json(200, { kind: 'APIResourceList', resources: [{ name: 'foos', kind: 'Foo', namespaced: false, verbs: [] }] }))
      .on('/apis/x.io/v2', json(200, { kind: 'APIResourceList', resources: [{ name: 'foos', kind: 'Foo', namespaced: false, verbs: [] }] }))
      .on('/apis/down.io/v1', json(503, { kind: 'Status', code: 503 }));
    const catalog = await discovery.catalog(target);
    expect(catalog.find('v1', 'Pod')).toMatchObject({ resource: 'pods', subresources: ['log'] });
    expect(catalog.findResource('x.io', 'foos')?.version).toBe('v2');
    expect(catalog.missing).toEqual(['down.io/v1']);
  });

  it('reads again after its time, for a new credential, and when asked', async () => {
    const { server, clock, discovery, target } = await start();
    aggregated(server);
    await discovery.catalog(target);
    clock.ms += 299_000;
    await discovery.catalog(target);
    expect(server.requests).toHaveLength(2);
    clock.ms += 2_000;
    await discovery.catalog(target);
    expect(server.requests).toHaveLength(4);
    await discovery.catalog(targetOf(server, { credentialVersion: 2 }));
    await discovery.refresh(target);
    expect(server.requests).toHaveLength(8);
  });

  it('looks once more for a type that is new, but not for every unknown one', async () => {
    const { server, clock, discovery, target } = await start();
    aggregated(server);
    await discovery.catalog(target);
    clock.ms += 3_000;
    aggregated(server, [{ metadata: { name: 'new.io' }, versions: [{ version: 'v1', resources: [{ resource: 'things', responseKind: { kind: 'Thing' }, scope: 'Namespaced' }] }] }]);
    expect(await discovery.find(target, 'new.io/v1', 'Thing')).toMatchObject({ resource: 'things', namespaced: true, verbs: [] });
    expect(server.requests).toHaveLength(4);
    for (let ask = 0; ask < 10; ask += 1) expect(await discovery.findResource(target, 'nope.io', 'nopes')).toBeUndefined();
    expect(server.requests).toHaveLength(4);
  });

  it('does not keep a failure', async () => {
    const { server, discovery, target } = await start();
    server.on('*', faults.html);
    await expect(discovery.catalog(target)).rejects.toMatchObject({ code: 'not-kubernetes' });
    aggregated(server);
    expect((await discovery.catalog(target)).groups).toContain('apps');
  });
});
