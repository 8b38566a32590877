import { AnswerBroken, ClusterUnreachable, NotKubernetes, PathRefused, TooManyRequests } from './errors.js';
import { clientOf, targetOf, testPool } from './testing/fixtures.js';
import { faults, headerValues, json, ReflectingApiServer, type Reply } from './testing/reflecting-api-server.js';

const pods = { group: '', version: 'v1', resource: 'pods' };
const ref = { ...pods, namespace: 'a', name: 'b' };
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } };
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const start = async (reply: Reply) => {
  const server = (await ReflectingApiServer.start()).on('*', reply);
  const pool = testPool({ deadlineMs: 2_000 });
  closing.push(pool, server);
  return { server, client: clientOf(pool, targetOf(server)) };
};
const inTurn = (...replies: Reply[]): Reply => (request, response, socket) => (replies.length > 1 ? replies.shift() : replies[0])?.(request, response, socket);
const page = (names: string[], token = '', remaining?: number) =>
  json(200, { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '7', continue: token, remainingItemCount: remaining }, items: names.map((name) => ({ metadata: { name } })) });
const expired = json(410, { kind: 'Status', code: 410, reason: 'Expired', metadata: { continue: 'x' } });

describe('KubeClient', () => {
  it('sends nothing for a name that is not one', async () => {
    const { client, server } = await start(json(200, pod));
    for (const name of ['', '.', '..', '%2e%2e', 'a/b']) {
      await expect(client.delete({ ...ref, name })).rejects.toThrow(PathRefused);
      await expect(client.get({ ...ref, namespace: name })).rejects.toThrow(PathRefused);
      await expect(client.apply({ ...ref, name }, pod, { fieldManager: 'm' })).rejects.toThrow(PathRefused);
    }
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    ['a page', faults.html, NotKubernetes],
    ['an array', faults.notAnObject, NotKubernetes],
    ['an object of nobody', json(200, { hello: 1 }), NotKubernetes],
    ['broken JSON', faults.brokenJson, AnswerBroken],
    ['an encoding', json(200, pod, { 'content-encoding': 'gzip' }), AnswerBroken],
  ])('names %s in place of an object', async (_name, reply, type) => {
    const { client } = await start(reply);
    await expect(client.get(ref)).rejects.toThrow(type);
    await expect(client.list(pods)).rejects.toThrow(type);
  });

  it('applies with its field manager, strictly, without force, and hands out warnings', async () => {
    const warnings = ['299 - "v1 Old is deprecated"', '299 - "unknown field \\"spec.x\\", really"', '299 - "v1 Old is deprecated"'];
    const { client, server } = await start(json(200, pod, { warning: warnings }));
    const written = await client.apply(ref, pod, { fieldManager: 'hyperkuber-release', dryRun: true });
    expect(written).toEqual({ object: pod, warnings: ['v1 Old is deprecated', 'unknown field "spec.x", really'] });
    const [request] = server.requests;
    expect(`${request?.method} ${request?.url}`).toBe('PATCH /api/v1/namespaces/a/pods/b?fieldManager=hyperkuber-release&fieldValidation=Strict&dryRun=All&force=false');
    expect(headerValues(request, 'content-type')).toEqual(['application/apply-patch+yaml']);
    expect(JSON.parse(request?.body ?? '')).toEqual(pod);
  });

  it('guards a deletion with uid and version', async () => {
    const { client, server } = await start(json(200, { kind: 'Status', status: 'Success' }));
    await client.delete(ref, { uid: 'u', resourceVersion: '3', propagationPolicy: 'Foreground', dryRun: true });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: 'u', resourceVersion: '3' }, propagationPolicy: 'Foreground', dryRun: ['All'],
    });
  });

  it('writes other patches under their own type', async () => {
    const { client, server } = await start(json(200, pod));
    await client.patch(ref, [{ op: 'remove', path: '/a' }], { fieldManager: 'm', type: 'json' });
    await client.patch(ref, { a: null }, { fieldManager: 'm', type: 'merge' });
    expect(server.requests.map((request) => headerValues(request, 'content-type')[0])).toEqual(['application/json-patch+json', 'application/merge-patch+json']);
  });
});

describe('KubeClient.list', () => {
  it('reads page by page and types the items', async () => {
    const { client, server } = await start(inTurn(page(['a', 'b'], 't1', 1), page(['c'])));
    const list = await client.list(pods, { limit: 2, labelSelector: 'app=x' });
    expect(list).toMatchObject({ resourceVersion: '7', isComplete: true, items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, {}, { metadata: { name: 'c' } }] });
    expect(server.requests.map(({ url }) => url)).toEqual(['/api/v1/pods?labelSelector=app%3Dx&limit=2', '/api/v1/pods?labelSelector=app%3Dx&limit=2&continue=t1']);
  });

  it('stops at its bound and says that there is more', async () => {
    const { client } = await start(inTurn(page(['a', 'b'], 't1', 5), page(['c'], 't2', 4)));
    expect(await client.list(pods, { limit: 2, maxItems: 3 })).toMatchObject({ isComplete: false, continue: 't2', remaining: 4, items: { length: 3 } });
  });

  it('begins again when the token expired, but not for ever, and not in the middle', async () => {
    const { client } = await start(inTurn(page(['a'], 't1'), expired, page(['a2', 'b'])));
    expect((await client.list(pods)).items.map(({ metadata }) => metadata.name)).toEqual(['a2', 'b']);
    const never = await start(expired);
    await expect(never.client.list(pods)).rejects.toMatchObject({ code: 'kubernetes-resource-expired' });
    expect(never.server.requests).toHaveLength(3);
    await expect(never.client.list(pods, { continue: 'old' })).rejects.toMatchObject({ code: 'kubernetes-resource-expired' });
    expect(never.server.requests).toHaveLength(4);
  });

  it('takes the empty list of a Go server, and a server that ignores the limit', async () => {
    const empty = await start(json(200, { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: null }));
    expect((await empty.client.list(pods)).items).toEqual([]);
    const all = await start(page(['a', 'b', 'c']));
    expect((await all.client.list(pods, { limit: 1, maxItems: 1 })).items).toHaveLength(3);
  });
});

describe('KubeClient: trying again', () => {
  const busy = json(429, { kind: 'Status', code: 429 }, { 'retry-after': '0' });

  it('waits as told when the cluster is busy, writes too', async () => {
    const { client, server } = await start(inTurn(busy, busy, json(201, pod)));
    await client.create({ ...pods, namespace: 'a' }, pod, { fieldManager: 'm' });
    expect(server.requests).toHaveLength(3);
  });

  it('gives up after three attempts, at once when the wait is long, and never insists on an eviction', async () => {
    const never = await start(busy);
    await expect(never.client.get(ref)).rejects.toThrow(TooManyRequests);
    expect(never.server.requests).toHaveLength(3);
    await expect(never.client.create({ ...ref, subresource: 'eviction' }, {}, { fieldManager: 'm' })).rejects.toThrow(TooManyRequests);
    expect(never.server.requests).toHaveLength(4);
    const long = await start(json(429, { kind: 'Status', code: 429 }, { 'retry-after': '60' }));
    await expect(long.client.get(ref)).rejects.toMatchObject({ facts: { retryAfterS: 60 } });
    expect(long.server.requests).toHaveLength(1);
  });

  it('repeats a read and an apply after a reset, never a create', async () => {
    const reading = await start(inTurn(faults.reset, json(200, pod)));
    expect((await reading.client.get(ref)).metadata.name).toBe('b');
    const applying = await start(inTurn(faults.reset, json(200, pod)));
    await applying.client.apply(ref, pod, { fieldManager: 'm' });
    const creating = await start(inTurn(faults.reset, json(200, pod)));
    await expect(creating.client.create({ ...pods, namespace: 'a' }, pod, { fieldManager: 'm' })).rejects.toThrow(ClusterUnreachable);
    expect(creating.server.requests).toHaveLength(1);
  });
});
