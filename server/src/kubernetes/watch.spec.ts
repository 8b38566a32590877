import { AnswerTooLarge } from './errors.js';
import { clientOf, targetOf, testPool } from './testing/fixtures.js';
import { faults, json, ReflectingApiServer, type Reply } from './testing/reflecting-api-server.js';
import { type WatchEvent, type WatchOptions } from './watch.js';

const pods = { group: '', version: 'v1', resource: 'pods' };
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

const event = (type: string, name: string, resourceVersion: string) =>
  `${JSON.stringify({ type, object: { apiVersion: 'v1', kind: 'Pod', metadata: { name, resourceVersion } } })}\n`;
const stream = (text: string | Buffer, end: 'end' | 'open' | 'cut' = 'end'): Reply => (_request, response, socket) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(text);
  if (end === 'end') response.end();
  if (end === 'cut') setTimeout(() => socket.destroy(), 20);
};

const watch = async (reply: Reply, options: WatchOptions = {}, protocol: 'h1' | 'h2' = 'h1', handler?: (event: WatchEvent) => void | Promise<void>, signal = new AbortController().signal) => {
  const server = (await ReflectingApiServer.start({ protocol })).on('*', reply);
  const pool = testPool({ headersMs: 200 });
  closing.push(pool, server);
  const seen: string[] = [];
  const end = await clientOf(pool, targetOf(server)).watch(pods, { resourceVersion: '5', ...options }, handler ?? ((one) => void seen.push(`${one.type} ${one.object.metadata.name}`)), signal);
  return { end, seen, server };
};

describe('watch', () => {
  it.each([
    ['401', json(401, { kind: 'Status', code: 401 }), 'refused'],
    ['403', json(403, { kind: 'Status', code: 403, reason: 'Forbidden' }), 'refused'],
    ['410', json(410, { kind: 'Status', code: 410, reason: 'Expired' }), 'expired'],
    ['503', json(503, { kind: 'Status', code: 503 }), 'unreachable'],
    ['silence', faults.hang, 'unreachable'],
    ['a redirect', faults.redirect, 'unreachable'],
    ['an event of 410', stream(`${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' } })}\n`), 'expired'],
    ['an event that is not JSON', stream('{"type":\n'), 'broken'],
    ['an event of an unknown type', stream(event('GONE', 'a', '6')), 'broken'],
    ['an event without an object', stream('{"type":"ADDED"}\n'), 'unreachable'],
    ['half an event', stream('{"type":"ADDED"'), 'broken'],
    ['a cut connection', stream(event('ADDED', 'a', '6'), 'cut'), 'broken'],
  ] as const)('ends with a reason for %s', async (_name, reply, reason) => {
    expect((await watch(reply)).end).toMatchObject({ reason });
  });

  it.each(['h1', 'h2'] as const)('hands out events and bookmarks and says where to go on (%s)', async (protocol) => {
    const text = event('ADDED', 'é中', '6') + event('BOOKMARK', '', '9');
    const { end, seen, server } = await watch(stream(text), {}, protocol);
    expect(end).toEqual({ reason: 'closed', resourceVersion: '9' });
    expect(seen).toEqual(['ADDED é中', 'BOOKMARK ']);
    expect(server.requests[0]?.url).toMatch(/watch=true.*allowWatchBookmarks=true.*resourceVersion=5.*timeoutSeconds=\d{3}$/);
  });

  it.each(['h1', 'h2'] as const)('ends a silent watch and opens the next one on new sockets (%s)', async (protocol) => {
    const { end, server } = await watch(stream(event('ADDED', 'a', '6'), 'open'), { idleMs: 60 }, protocol);
    expect(end).toEqual({ reason: 'idle', resourceVersion: '6' });
    expect(server.connections).toBe(1);
  });

  it('ends, and does not reject, for an address that is not allowed', async () => {
    const server = await ReflectingApiServer.start();
    const pool = testPool();
    closing.push(pool, server);
    const client = clientOf(pool, targetOf(server, { server: 'https://169.254.169.254' }));
    expect(await client.watch(pods, {}, () => undefined, new AbortController().signal)).toMatchObject({ reason: 'refused', error: { code: 'address-refused' } });
    expect(await client.watch({ ...pods, resource: '..' }, {}, () => undefined, new AbortController().signal)).toMatchObject({ reason: 'refused' });
  });

  it('bounds the size of one event', async () => {
    const { end } = await watch(stream(event('ADDED', 'x'.repeat(5000), '6')), { maxLineBytes: 1000 });
    expect(end).toMatchObject({ reason: 'broken', error: expect.any(AnswerTooLarge) });
  });

  it('ends when its caller or its handler gives up', async () => {
    const caller = new AbortController();
    expect((await watch(stream(event('ADDED', 'a', '6'), 'open'), {}, 'h1', () => caller.abort(), caller.signal)).end).toEqual({ reason: 'aborted', resourceVersion: '6' });
    expect((await watch(stream('', 'open'), {}, 'h1', undefined, AbortSignal.abort())).end).toMatchObject({ reason: 'aborted' });
    const failed = await watch(stream(event('ADDED', 'a', '6'), 'open'), {}, 'h1', () => Promise.reject(new Error('full')));
    expect(failed.end).toMatchObject({ reason: 'handler', error: new Error('full') });
  });
});
