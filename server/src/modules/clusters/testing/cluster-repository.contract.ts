import { openTestDatabase, type TestDatabase } from '../../../persistence/testing/open-test-database.js';
import { newId } from '../../../kernel/ids.js';
import type { DatabaseServer } from '../../../persistence/testing/database-servers.js';
import { clusterRow, testNow } from './cluster-row.js';
import { ClusterCredentialRepository } from '../persistence/cluster-credential.repository.js';
import { ClusterHealthSpanRepository } from '../persistence/cluster-health-span.repository.js';
import { ClusterRepository, type ProbeClaim } from '../persistence/cluster.repository.js';
import { ClusterEntity } from '../persistence/cluster.entity.js';
import { clusterEntities } from '../persistence/entities.js';

const later = (ms: number): Date => new Date(testNow.getTime() + ms);
const claim = (known: Partial<ProbeClaim> = {}): ProbeClaim => ({ now: testNow, lease: newId(), until: later(30_000), limit: 10, failing: false, ...known });
const everything = { scope: { kind: 'all' as const, except: [] }, limit: 10, labels: [] };

/** What the repositories promise on every database. */
export const promisesOfClusterRepositories = (start: () => Promise<Pick<DatabaseServer, 'freshUrl' | 'stop'>>): void => {
  let server: Pick<DatabaseServer, 'freshUrl' | 'stop'>;
  let database: TestDatabase;
  let clusters: ClusterRepository;

  beforeAll(async () => {
    server = await start();
    database = await openTestDatabase(clusterEntities, await server.freshUrl());
    clusters = new ClusterRepository(database.tables);
  }, 120_000);
  beforeEach(() => database.tables.of(ClusterEntity).createQueryBuilder().delete().execute());
  afterAll(async () => {
    await database.close();
    await server.stop();
  }, 60_000);

  it('has the tables that its entities describe', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    const own = upQueries.map(({ query }) => query).filter((query) => query.includes('cluster'));
    expect(own).toEqual([]);
  });

  it('refuses a second cluster of the same name or the same uid, and compares names byte by byte', async () => {
    expect(await clusters.insert(clusterRow({ name: 'prod', uid: 'u1' }))).toBe(true);
    expect(await clusters.insert(clusterRow({ name: 'prod' }))).toBe(false);
    expect(await clusters.insert(clusterRow({ name: 'other', uid: 'u1' }))).toBe(false);
    expect(await clusters.insert(clusterRow({ name: 'Prod' }))).toBe(true);
  });

  it('gives each due cluster to one worker only', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await clusters.insert(clusterRow({ name }));
    const claims = await Promise.all([clusters.claimDue(claim()), clusters.claimDue(claim()), clusters.claimDue(claim())]);
    expect(claims.flat().map(({ name }) => name).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leaves out what is disabled, not due, leased, or of the other lane', async () => {
    await clusters.insert(clusterRow({ name: 'disabled', enabled: false }));
    await clusters.insert(clusterRow({ name: 'later', nextProbeAt: later(1) }));
    await clusters.insert(clusterRow({ name: 'failing', failures: 2 }));
    expect(await clusters.claimDue(claim())).toEqual([]);
    expect((await clusters.claimDue(claim({ failing: true }))).map(({ name }) => name)).toEqual(['failing']);
    expect(await clusters.claimDue(claim({ failing: true }))).toEqual([]);
  });

  it('gives a cluster to another worker once the lease is over, and the first one then writes nothing', async () => {
    const cluster = clusterRow();
    await clusters.insert(cluster);
    const [first, second] = [claim(), claim({ now: later(31_000), until: later(61_000) })];
    await clusters.claimDue(first);
    expect(await clusters.claimDue(second)).toHaveLength(1);
    expect(await clusters.finishProbe(cluster.id, first.lease, 1, { state: 'unreachable' })).toBe(false);
    expect(await clusters.finishProbe(cluster.id, second.lease, 1, { state: 'degraded' })).toBe(true);
    expect((await clusters.find(cluster.id))?.state).toBe('degraded');
  });

  it('writes a change once only for one version of the connection', async () => {
    const cluster = clusterRow();
    await clusters.insert(cluster);
    await clusters.insert(clusterRow({ name: 'taken' }));
    expect(await clusters.change(cluster.id, 1, { name: 'taken' })).toBe('taken');
    expect(await clusters.change(cluster.id, 1, { connectionVersion: 2 })).toBe('changed');
    expect(await clusters.change(cluster.id, 1, { connectionVersion: 2 })).toBe('meanwhile');
  });

  it('pages by name, narrowed by scope, words and labels', async () => {
    const a = clusterRow({ name: 'a', labels: { team: 'blue', tier: 'one' } });
    const b = clusterRow({ name: 'b', labels: { team: 'blue-green' }, environment: 'staging' });
    const c = clusterRow({ name: 'c' });
    for (const each of [c, a, b]) await clusters.insert(each);
    const names = async (query: object): Promise<string[]> => (await clusters.page({ ...everything, ...query })).map(({ name }) => name);
    expect(await names({})).toEqual(['a', 'b', 'c']);
    expect(await names({ after: 'a', limit: 1 })).toEqual(['b']);
    expect(await names({ scope: { kind: 'some', ids: [c.id] } })).toEqual(['c']);
    expect(await names({ scope: { kind: 'some', ids: [] } })).toEqual([]);
    expect(await names({ scope: { kind: 'all', except: [c.id] } })).toEqual(['a', 'b']);
    expect(await names({ labels: [{ key: 'team', value: 'blue' }] })).toEqual(['a']);
    expect(await names({ labels: [{ key: 'team' }] })).toEqual(['a', 'b']);
    expect(await names({ labels: [{ key: 'team', value: '%' }] })).toEqual([]);
    expect(await names({ search: 'green' })).toEqual(['b']);
    expect(await names({ environment: 'staging' })).toEqual(['b']);
  });

  it('counts clusters by their state', async () => {
    for (const name of ['a', 'b']) await clusters.insert(clusterRow({ name }));
    await clusters.insert(clusterRow({ name: 'c', state: 'unreachable' }));
    expect([...await clusters.countByState()].sort()).toEqual([['healthy', 2], ['unreachable', 1]]);
  });

  it('takes credentials and history away with the cluster', async () => {
    const cluster = clusterRow();
    await clusters.insert(cluster);
    const credentials = new ClusterCredentialRepository(database.tables);
    const spans = new ClusterHealthSpanRepository(database.tables);
    await credentials.insert({ id: newId(), clusterId: cluster.id, version: 1, kind: 'token', status: 'active', record: Buffer.from('x'), target: 't', fingerprint: 'f', expiresAt: null, createdAt: testNow });
    await spans.begin({ id: newId(), clusterId: cluster.id, state: 'healthy', code: 'ok', detail: '', from: testNow, until: null });
    expect(await clusters.remove(cluster.id)).toBe(true);
    expect(await credentials.findActive(cluster.id)).toBeUndefined();
    expect(await spans.findSince(cluster.id, later(-1))).toEqual([]);
  });

  it('ends the open span where the next one begins, and forgets what is old', async () => {
    const cluster = clusterRow();
    await clusters.insert(cluster);
    const spans = new ClusterHealthSpanRepository(database.tables);
    const span = { clusterId: cluster.id, code: 'c', detail: '', until: null };
    await spans.begin({ ...span, id: newId(), state: 'healthy', from: testNow });
    await spans.begin({ ...span, id: newId(), state: 'unreachable', from: later(10) });
    const found = await spans.findSince(cluster.id, later(5));
    expect(found.map(({ state, until }) => [state, until])).toEqual([['healthy', later(10)], ['unreachable', null]]);
    expect(await spans.findSince(cluster.id, later(10))).toHaveLength(1);
    expect(await spans.countOutagesAfter(cluster.id, later(5))).toBe(1);
    await spans.forgetBefore(cluster.id, later(11));
    expect(await spans.findSince(cluster.id, later(-1))).toHaveLength(1);
  });
};
