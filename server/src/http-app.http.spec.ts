import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readiness } from './kernel/health/readiness.js';
import { Metrics } from './kernel/metrics/metrics.js';
import { ServerUnderTest } from './testing/server-under-test.js';

const raw = (origin: string, path: string): Promise<number | undefined> => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(origin);
  rawRequest({ hostname, port, path }, (response) => {
    response.resume();
    resolve(response.statusCode);
  }).on('error', reject).end();
});

describe('the way of a request', () => {
  let server: ServerUnderTest;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperkuber-console-'));
    await mkdir(join(folder, 'media'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><hk-root ngCspNonce="__CSP_NONCE__"></hk-root>');
    await writeFile(join(folder, 'chunk-GMz9Bfa7.js'), 'export {};');
    server = await ServerUnderTest.start({ environment: { HYPERKUBER_CONSOLE: folder } });
  });
  afterAll(() => server.stop());

  it.each([['of another host', 'http://evil.example/api/v1/profile'], ['that a browser would take for a host', '//evil.example/'], ['that is far too long', `/api/v1/${'a'.repeat(5_000)}`]])('refuses a target %s', async (_word, target) => {
    expect(await raw(server.origin, target)).toBe(400);
  });

  it('says that the process turns, and whether it can serve', async () => {
    expect((await server.anonymous.get('/healthz')).status).toBe(200);
    expect((await server.anonymous.get('/readyz')).status).toBe(200);
    const readiness = server.app.get(Readiness);
    let reason: string | null = 'does not answer';
    readiness.add({ name: 'queue', check: async () => reason });
    const answer = await server.anonymous.get('/readyz');
    expect([answer.status, answer.json<{ faults: unknown }>().faults]).toEqual([503, { queue: 'does not answer' }]);
    reason = null;
    expect((await server.anonymous.get('/readyz')).status).toBe(200);
  });

  it('shows metrics on a port of their own and never on the public one', async () => {
    const port = await server.app.get(Metrics).listen('127.0.0.1', 0);
    const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
    expect(text).toContain('process_cpu_seconds_total');
    expect((await server.anonymous.get('/metrics')).status).toBe(404);
    server.app.get(Metrics).close();
  });

  it('sends the page for every path of the console, each time with the nonce of its own policy', async () => {
    const first = await server.anonymous.get('/clusters/some-id?tab=health');
    const second = await server.anonymous.get('/');
    const nonceIn = (text: string): string => /ngCspNonce="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(first.status).toBe(200);
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonceIn(first.text)}'`);
    expect(nonceIn(first.text)).not.toBe(nonceIn(second.text));
    expect(first.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets browsers keep what has a hash in its name, and invents no page for a file or an API path', async () => {
    expect((await server.anonymous.get('/chunk-GMz9Bfa7.js')).headers.get('cache-control')).toContain('immutable');
    expect((await server.anonymous.get('/main-GONE.js')).status).toBe(404);
    expect((await server.anonymous.get('/api/v2/anything')).problem).toBe('not-found');
    expect((await server.anonymous.get('/..%2f..%2fetc/passwd')).status).not.toBe(500);
  });

  it('believes no request id from outside', async () => {
    const answer = await server.anonymous.with({ 'x-request-id': 'mine' }).get('/api/v1/profile');
    expect(answer.headers.get('x-request-id')).not.toBe('mine');
    expect(answer.json<{ instance: string }>().instance).toBe(answer.headers.get('x-request-id'));
  });
});
