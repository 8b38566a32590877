import { request as rawRequest } from 'node:http';
import { ADMIN, MovableClock, ServerUnderTest } from '../../testing/server-under-test.js';
import type { ApiDriver } from '../../testing/api-driver.js';

const MINUTE = 60_000;

describe('people', () => {
  let server: ServerUnderTest;
  let clock: MovableClock;
  let admin: ApiDriver;

  beforeEach(async () => {
    clock = new MovableClock();
    server = await ServerUnderTest.start({ clock });
    admin = await server.admin();
  });
  afterEach(() => server.stop());

  describe('set-up', () => {
    it('refuses a second use of the link and a second administrator (AUTHN-08)', async () => {
      const again = await server.anonymous.post('/api/v1/setup', { token: 'x'.repeat(43), login: 'eve', displayName: 'Eve', password: 'a long enough password' });
      expect([again.status, again.problem]).toEqual([409, 'setup-done']);
    });

    it('expires after an hour', async () => {
      const fresh = await ServerUnderTest.start({ clock });
      const { Setup } = await import('./setup.js');
      const token = await fresh.app.get(Setup).offer();
      clock.pass(61 * MINUTE);
      const late = await fresh.anonymous.post('/api/v1/setup', { token, ...ADMIN });
      expect([late.status, late.problem]).toEqual([410, 'link-refused']);
      await fresh.stop();
    });
  });

  describe('sign-in', () => {
    it('answers a wrong password, an unknown and a disabled person alike (AUTHN-01)', async () => {
      const bob = await admin.post('/api/v1/users', { login: 'bob', displayName: 'Bob', password: 'bob has a long password' });
      await admin.patch(`/api/v1/users/${bob.json<{ id: string }>().id}`, { enabled: false });
      const answers = await Promise.all([
        server.anonymous.post('/api/v1/sessions', { login: 'ada', password: 'wrong' }),
        server.anonymous.post('/api/v1/sessions', { login: 'nobody', password: 'wrong' }),
        server.anonymous.post('/api/v1/sessions', { login: 'bob', password: 'bob has a long password' }),
      ]);
      const seen = answers.map(({ status, problem, text }) => [status, problem, JSON.parse(text).detail]);
      expect(seen[0]?.[0]).toBe(401);
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
    });

    it('locks a login after five failures, also for the right password, whatever the headers say (AUTHN-02)', async () => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await server.anonymous.with({ 'x-forwarded-for': `10.0.0.${String(attempt)}` }).post('/api/v1/sessions', { login: 'ada', password: 'wrong' });
      }
      const locked = await server.anonymous.post('/api/v1/sessions', { login: 'ada', password: ADMIN.password });
      expect([locked.status, locked.problem, locked.headers.get('retry-after')]).toEqual([429, 'sign-in-locked', '300']);
      clock.pass(6 * MINUTE);
      expect((await server.anonymous.post('/api/v1/sessions', { login: 'ada', password: ADMIN.password })).status).toBe(201);
    });

    it('gives a new session, never one that was planted (AUTHN-04)', async () => {
      const answer = await server.anonymous.with({ cookie: '__Host-hk=planted' }).post('/api/v1/sessions', { login: 'ada', password: ADMIN.password });
      expect(answer.cookie).not.toContain('planted');
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-hk=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/);
    });

    it.each([['', 400], ['{"login":1}', 400], ['[]', 400], ['{', 400]])('refuses the body %j', async (body, status) => {
      const answer = await server.anonymous.send('POST', '/api/v1/sessions', body);
      expect(answer.status).toBe(status);
      expect(answer.problem).not.toBe('');
    });
  });

  describe('a session', () => {
    it('is refused a change without its CSRF token, and a form is never read (WEB-03)', async () => {
      const forged = await admin.with({ 'x-hk-csrf': 'forged' }).post('/api/v1/users', { login: 'eve', displayName: 'Eve', password: 'a long enough password' });
      expect([forged.status, forged.problem]).toEqual([403, 'csrf-refused']);
      const form = await admin.send('POST', '/api/v1/users', 'login=eve', { 'content-type': 'application/x-www-form-urlencoded' });
      expect([form.status, form.problem]).toEqual([415, 'unsupported-media-type']);
      expect((await admin.get('/api/v1/users')).json<{ items: unknown[] }>().items).toHaveLength(1);
    });

    it('ends after half an hour of silence, and after twelve hours in all', async () => {
      clock.pass(31 * MINUTE);
      expect((await admin.get('/api/v1/sessions/current')).status).toBe(401);
      const busy = await server.signIn(ADMIN.login, ADMIN.password);
      for (let passed = 0; passed < 12 * 60; passed += 20) {
        expect((await busy.get('/api/v1/profile')).status).toBe(200);
        clock.pass(20 * MINUTE);
      }
      expect((await busy.get('/api/v1/profile')).status).toBe(401);
    });

    it('ends at once when the person is disabled, and with sign-out', async () => {
      const bob = await server.person(admin, 'bob');
      const { id } = (await admin.get('/api/v1/users?search=bob')).json<{ items: { id: string }[] }>().items[0]!;
      expect((await bob.delete('/api/v1/sessions/current')).status).toBe(204);
      expect((await bob.get('/api/v1/profile')).status).toBe(401);
      const again = await server.signIn('bob', 'bob has a long password');
      await admin.patch(`/api/v1/users/${id}`, { enabled: false });
      expect((await again.get('/api/v1/profile')).status).toBe(401);
    });

    it('ends for every other browser when the password changes (AUTHN-07)', async () => {
      const other = await server.signIn(ADMIN.login, ADMIN.password);
      const wrong = await admin.put('/api/v1/profile/password', { currentPassword: 'wrong', newPassword: 'another long password' });
      expect(wrong.problem).toBe('sign-in-refused');
      expect((await admin.put('/api/v1/profile/password', { currentPassword: ADMIN.password, newPassword: 'another long password' })).status).toBe(204);
      expect((await other.get('/api/v1/profile')).status).toBe(401);
      expect((await admin.get('/api/v1/profile')).status).toBe(200);
    });
  });

  describe('a token', () => {
    const token = async (order: object = {}): Promise<{ id: string; token: string }> => (await admin.post('/api/v1/tokens', { name: 'ci', ...order })).json();

    it.each([['empty', ''], ['without a token', 'Bearer'], ['null', 'Bearer null'], ['undefined', 'Bearer undefined'], ['of another scheme', 'Basic YTpi'], ['far too long', `Bearer ${'a'.repeat(8_000)}`]])('is refused when it is %s (AUTHN-15)', async (_word, authorization) => {
      expect((await server.anonymous.with({ authorization }).get('/api/v1/profile')).status).toBe(401);
    });

    it('is refused beside a session, and twice in one request (AZ-09)', async () => {
      const { token: text } = await token();
      expect((await admin.with({ authorization: `Bearer ${text}` }).get('/api/v1/profile')).problem).toBe('ambiguous-credentials');
      const { hostname, port } = new URL(server.origin);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        rawRequest({ hostname, port, path: '/api/v1/profile', headers: ['Host', 'localhost', 'Authorization', `Bearer ${text}`, 'Authorization', `Bearer ${text}`] }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject).end();
      });
      expect(status).toBe(400);
    });

    it('is no credential in a query (AUTHN-13)', async () => {
      const { token: text } = await token();
      expect((await server.anonymous.get(`/api/v1/profile?access_token=${text}`)).status).toBe(401);
    });

    it('cannot make another, nor change the password (AUTHN-12)', async () => {
      const script = server.anonymous.withToken((await token()).token);
      expect((await script.get('/api/v1/profile')).status).toBe(200);
      expect((await script.post('/api/v1/tokens', { name: 'more' })).problem).toBe('needs-session');
      expect((await script.put('/api/v1/profile/password', { currentPassword: ADMIN.password, newPassword: 'another long password' })).problem).toBe('needs-session');
    });

    it('only reads when it is for reading, and ends when it is revoked or expires', async () => {
      const made = await token({ readOnly: true, expiresInDays: 1 });
      const script = server.anonymous.withToken(made.token);
      expect((await script.get('/api/v1/users')).status).toBe(200);
      expect((await script.post('/api/v1/users', { login: 'eve', displayName: 'Eve', password: 'a long enough password' })).status).toBe(403);
      clock.pass(25 * 60 * MINUTE);
      expect((await script.get('/api/v1/users')).status).toBe(401);
      const second = await (await server.signIn(ADMIN.login, ADMIN.password)).post('/api/v1/tokens', { name: 'second' });
      const owner = await server.signIn(ADMIN.login, ADMIN.password);
      expect((await owner.delete(`/api/v1/tokens/${second.json<{ id: string }>().id}`)).status).toBe(204);
      expect((await server.anonymous.withToken(second.json<{ token: string }>().token).get('/api/v1/profile')).status).toBe(401);
    });
  });

  describe('users', () => {
    it('refuses somebody without the right, and writes nothing', async () => {
      const bob = await server.person(admin, 'bob');
      expect((await bob.get('/api/v1/users')).status).toBe(403);
      expect((await bob.post('/api/v1/users', { login: 'eve', displayName: 'Eve', password: 'a long enough password' })).problem).toBe('forbidden');
      expect((await admin.get('/api/v1/users')).json<{ items: unknown[] }>().items).toHaveLength(2);
    });

    it('refuses fields that nobody may set (INJ-20)', async () => {
      const answer = await admin.post('/api/v1/users', { login: 'eve', displayName: 'Eve', password: 'a long enough password', isAdmin: true, authEpoch: 9 });
      expect([answer.status, answer.problem]).toEqual([400, 'validation-failed']);
    });

    it('protects the last administrator (TEN-11)', async () => {
      const { person } = (await admin.get('/api/v1/sessions/current')).json<{ person: { id: string } }>();
      expect((await admin.patch(`/api/v1/users/${person.id}`, { enabled: false })).problem).toBe('last-administrator');
      expect((await admin.delete(`/api/v1/users/${person.id}`)).problem).toBe('last-administrator');
      const { items } = (await admin.get(`/api/v1/bindings?userId=${person.id}`)).json<{ items: { id: string }[] }>();
      expect((await admin.delete(`/api/v1/bindings/${items[0]!.id}`)).problem).toBe('last-administrator');
    });

    it('resets a password by a link that works once', async () => {
      const bob = await server.person(admin, 'bob');
      const { id } = (await admin.get('/api/v1/users?search=bob')).json<{ items: { id: string }[] }>().items[0]!;
      const { token } = (await admin.post(`/api/v1/users/${id}/password-resets`)).json<{ token: string }>();
      expect((await bob.get('/api/v1/profile')).status).toBe(401);
      expect((await server.anonymous.post('/api/v1/sessions', { login: 'bob', password: 'bob has a long password' })).status).toBe(401);
      expect((await server.anonymous.post('/api/v1/password-resets/completions', { token, newPassword: 'a new long password' })).status).toBe(204);
      expect((await server.anonymous.post('/api/v1/password-resets/completions', { token, newPassword: 'another long password' })).problem).toBe('link-refused');
      await server.signIn('bob', 'a new long password');
    });

    it('gives and takes a role with effect at the next request', async () => {
      const bob = await server.person(admin, 'bob');
      const { id } = (await admin.get('/api/v1/users?search=bob')).json<{ items: { id: string }[] }>().items[0]!;
      const binding = (await admin.post('/api/v1/bindings', { userId: id, roleId: 'platform-auditor', scope: { kind: 'platform' } })).json<{ id: string }>();
      expect((await bob.get('/api/v1/users')).status).toBe(200);
      await admin.delete(`/api/v1/bindings/${binding.id}`);
      expect((await bob.get('/api/v1/users')).status).toBe(403);
    });
  });

  describe('every answer', () => {
    it('carries the headers that keep a browser safe, and no server version (WEB-11)', async () => {
      const { headers } = await admin.get('/api/v1/profile');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });

    it.each([['TRACE', 405], ['PROPFIND', 405], ['OPTIONS', 405]])('refuses the method %s (AZ-42)', async (method, status) => {
      const { hostname, port } = new URL(server.origin);
      const answered = await new Promise<number | undefined>((resolve, reject) => {
        rawRequest({ hostname, port, path: '/api/v1/profile', method }, (response) => { response.resume(); resolve(response.statusCode); }).on('error', reject).end();
      });
      expect(answered).toBe(status);
    });

    it('names an oversize body and an unknown path', async () => {
      expect((await admin.post('/api/v1/users', { login: 'x'.repeat(4_000_000) })).problem).toBe('request-too-large');
      expect((await admin.get('/api/v1/nothing')).problem).toBe('not-found');
    });
  });
});
