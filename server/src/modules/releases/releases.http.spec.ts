import type { ApplicationSummary, Page, ReleaseDetail, ReleaseEvent, ReleasePlan, RevisionDetail, TargetDetail } from '@hyperkuber/contracts';
import { ApplicationPage, ReleaseDetail as ReleaseDetailSchema, ReleaseEventPage, ReleasePage, ReleasePlan as ReleasePlanSchema, RevisionDetail as RevisionDetailSchema, TargetDetail as TargetDetailSchema } from '@hyperkuber/contracts';
import type { ApiDriver } from '../../testing/api-driver.js';
import { ServerUnderTest } from '../../testing/server-under-test.js';
import { ReleaseClusters } from './cluster-access.js';
import { FakeCluster, FakeClusters } from './testing/fake-cluster.js';

const APPLICATIONS = '/api/v1/applications';
const RELEASES = '/api/v1/releases';
const MANIFESTS = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { colour: red }
---
apiVersion: v1
kind: Secret
metadata: { name: login }
stringData: { password: correct horse }
`;
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

describe('the routes of releases', () => {
  let server: ServerUnderTest;
  let admin: ApiDriver;
  let auditor: ApiDriver;
  let nobody: ApiDriver;
  let east: FakeCluster;
  let shop: ApplicationSummary;

  beforeAll(async () => {
    server = await ServerUnderTest.start({ works: true });
    east = new FakeCluster('east');
    const fake = new FakeClusters([east]);
    Object.assign(server.app.get(ReleaseClusters), { connect: (id: string) => fake.connect(id), describe: (ids: string[]) => fake.describe(ids) });
    admin = await server.admin();
    auditor = await server.person(admin, 'otto', { roleId: 'platform-auditor' });
    nobody = await server.person(admin, 'nora');
    shop = (await admin.post(APPLICATIONS, { name: 'shop', description: 'sells cups' })).json<ApplicationSummary>();
    await admin.post(`${APPLICATIONS}/${shop.id}/revisions`, { manifests: MANIFESTS, note: 'first' });
  }, 60_000);
  afterAll(() => server.stop());

  const order = (more: object = {}): object => ({ applicationId: shop.id, revision: 1, targets: [{ clusterId: east.clusterId, namespace: 'shop' }], ...more });
  const reaching = async (id: string, ...states: string[]): Promise<ReleaseDetail> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const release = (await admin.get(`${RELEASES}/${id}`)).json<ReleaseDetail>();
      if (states.includes(release.state)) return release;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    throw new Error(`The release did not reach ${states.join(' or ')}`);
  };
  const started = async (more: object = {}, headers: Record<string, string> = {}): Promise<ReleaseDetail> => (await admin.with(headers).post(RELEASES, order(more))).json<ReleaseDetail>();

  it.each([['GET', APPLICATIONS], ['POST', APPLICATIONS], ['GET', RELEASES], ['POST', RELEASES], ['POST', `${RELEASES}/${UNKNOWN}/approvals`]])('%s %s is closed to strangers', async (method, path) => {
    expect((await server.anonymous.send(method, path, method === 'GET' ? undefined : {})).status).toBe(401);
    expect((await nobody.send(method, path, method === 'GET' ? undefined : {})).problem).toBe('forbidden');
  });

  it('lets an auditor look and do nothing', async () => {
    expect((await auditor.get(APPLICATIONS)).status).toBe(200);
    expect((await auditor.get(RELEASES)).status).toBe(200);
    expect((await auditor.post(APPLICATIONS, { name: 'mine' })).problem).toBe('forbidden');
    expect((await auditor.post(RELEASES, order())).problem).toBe('forbidden');
    expect(east.effects).toEqual([]);
  });

  it('makes an application once and lists it', async () => {
    expect((await admin.post(APPLICATIONS, { name: 'shop' })).problem).toBe('application-name-taken');
    expect((await admin.post(APPLICATIONS, { name: 'Not A Name' })).status).toBe(400);
    expect(ApplicationPage.parse((await admin.get(`${APPLICATIONS}?search=sho`)).json()).items).toMatchObject([{ name: 'shop', latestRevision: 1, createdBy: 'ada' }]);
    expect((await admin.patch(`${APPLICATIONS}/${shop.id}`, { description: 'sells tea' })).json<ApplicationSummary>().description).toBe('sells tea');
    expect((await admin.get(`${APPLICATIONS}/${UNKNOWN}`)).problem).toBe('application-not-found');
  });

  it('names document and line of each fault in the manifests', async () => {
    const answer = await admin.post(`${APPLICATIONS}/${shop.id}/revisions`, { manifests: `${MANIFESTS}---\napiVersion: v1\nmetadata: { name: a }\n` });
    expect([answer.status, answer.problem]).toEqual([422, 'manifests-invalid']);
    expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toContain('document 3, line 11');
  });

  it('shows a revision without its secrets and refuses the same again', async () => {
    const answer = await admin.get(`${APPLICATIONS}/${shop.id}/revisions/1`);
    const revision = RevisionDetailSchema.parse(answer.json<RevisionDetail>());
    expect(revision).toMatchObject({ number: 1, note: 'first', author: 'ada', objectCount: 2 });
    expect(answer.text).not.toContain('correct horse');
    expect((await admin.post(`${APPLICATIONS}/${shop.id}/revisions`, { manifests: revision.manifests })).problem).toBe('revision-unchanged');
    expect((await admin.get(`${APPLICATIONS}/${shop.id}/revisions/9`)).problem).toBe('revision-not-found');
  });

  it('refuses targets that are not there', async () => {
    const answer = await admin.post(RELEASES, order({ targets: [{ clusterId: UNKNOWN, namespace: 'shop' }] }));
    expect([answer.status, answer.problem]).toEqual([422, 'targets-invalid']);
  });

  it('plans, runs and remembers a release', async () => {
    const begun = await admin.post(RELEASES, order({ note: 'spring' }));
    expect(begun.status).toBe(202);
    const { id } = ReleaseDetailSchema.parse(begun.json<ReleaseDetail>());
    await reaching(id, 'ready');
    expect((await admin.post(RELEASES, order())).problem).toBe('target-busy');
    const plan = ReleasePlanSchema.parse((await admin.get(`${RELEASES}/${id}/plan`)).json<ReleasePlan>());
    expect(plan.summary).toMatchObject({ create: 3, blocked: 0 });
    expect(east.effects).toEqual([]);
    expect((await admin.post(`${RELEASES}/${id}/approvals`, { planHash: 'f'.repeat(64) })).problem).toBe('plan-outdated');
    expect((await admin.post(`${RELEASES}/${id}/approvals`, { planHash: plan.planHash })).status).toBe(202);
    const done = await reaching(id, 'succeeded');
    const [target] = done.targets;
    const detail = TargetDetailSchema.parse((await admin.get(`${RELEASES}/${id}/targets/${target?.id ?? ''}`)).json<TargetDetail>());
    expect(detail.objects.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(ReleasePage.parse((await admin.get(`${RELEASES}?clusterId=${east.clusterId}&state=succeeded`)).json()).items).toMatchObject([{ id, note: 'spring', counts: { targets: 1, succeeded: 1 } }]);
    expect((await admin.get(`${RELEASES}?clusterId=${UNKNOWN}`)).json<Page<unknown>>().items).toEqual([]);
    expect((await admin.post(`${RELEASES}/${id}/aborts`)).problem).toBe('release-state-refused');
    expect((await admin.delete(`${APPLICATIONS}/${shop.id}`)).problem).toBe('application-in-use');
  });

  it('tells the history as a page and as a stream that resumes', async () => {
    const [release] = (await admin.get(RELEASES)).json<Page<ReleaseDetail>>().items;
    const path = `${RELEASES}/${release!.id}/events`;
    const { items } = ReleaseEventPage.parse((await admin.get(`${path}?limit=500`)).json<Page<ReleaseEvent>>());
    expect(items.at(-1)).toMatchObject({ type: 'release', code: 'succeeded' });
    const credentials: unknown = Reflect.get(admin, 'credentials');
    const stop = new AbortController();
    const response = await fetch(`${server.origin}${path}`, { headers: { ...(credentials as Record<string, string>), accept: 'text/event-stream', 'last-event-id': String(items.length - 1) }, signal: stop.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const { value } = await response.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toMatch(new RegExp(`^id: ${String(items.length)}\\nevent: release\\ndata: .*succeeded`));
    stop.abort();
    expect((await admin.get(`${RELEASES}/${UNKNOWN}/events`)).problem).toBe('release-not-found');
  });

  it('starts one release for one Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'deploy-7' };
    const first = await started({}, key);
    expect((await started({}, key)).id).toBe(first.id);
    expect((await admin.with(key).post(RELEASES, order({ note: 'other' }))).problem).toBe('idempotency-mismatch');
    await reaching(first.id, 'ready');
    expect((await admin.post(`${RELEASES}/${first.id}/cancellations`)).json<ReleaseDetail>().state).toBe('cancelled');
  });
});
