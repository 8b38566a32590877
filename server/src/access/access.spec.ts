import { Clock } from '../kernel/clock.js';
import { Access } from './access.js';
import type { Actor } from './actor.js';
import { AccessDenied, PolicyUnavailable } from './errors.js';
import type { Grant } from './grant.js';
import { PolicySource, type SourcedPolicy } from './policy-source.js';
import { BUILT_IN_ROLES } from './roles.js';
import { kubeTuple, platformTuple } from './tuple.js';

class HandClock extends Clock {
  time = new Date('2026-01-01T00:00:00Z');
  now(): Date {
    return this.time;
  }

  wait(): Promise<void> {
    return Promise.resolve();
  }
}

class FakeSource extends PolicySource {
  grants: Grant[] = [{ bindingId: 'b1', roleId: 'cluster-viewer', scope: { kind: 'cluster', clusterId: 'c1' } }];
  version = '1';
  /** What a lagging replica would still answer with. */
  servedVersion: string | null = null;
  down = false;
  reads = 0;

  grantsOf(): Promise<SourcedPolicy> {
    this.reads += 1;
    if (this.down) return Promise.reject(new Error('the database is away'));
    return Promise.resolve({ grants: this.grants, roles: BUILT_IN_ROLES, version: this.servedVersion ?? this.version });
  }

  versionOf(): Promise<string> {
    return this.down ? Promise.reject(new Error('the database is away')) : Promise.resolve(this.version);
  }
}

const alice: Actor = { userId: 'u1', login: 'alice', via: 'session', authEpoch: 1 };
const readPods = kubeTuple({ verb: 'list', resource: 'pods', cluster: 'c1', namespace: 'team-a' });
const deletePod = kubeTuple({ verb: 'delete', resource: 'pods', cluster: 'c1', namespace: 'team-a', name: 'web-1' });

describe('access', () => {
  let source: FakeSource;
  let clock: HandClock;
  let access: Access;
  beforeEach(() => {
    source = new FakeSource();
    clock = new HandClock();
    access = new Access(source, clock);
  });

  it('refuses with words that name the verb, the subject and the place', async () => {
    const refusal: unknown = await access.demand(alice, deletePod).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AccessDenied);
    expect(refusal).toMatchObject({ code: 'forbidden', status: 403, facts: { tuple: deletePod, reason: 'no-rule' } });
    for (const word of ['delete', 'pods', 'web-1', 'team-a', 'c1']) expect((refusal as AccessDenied).detail).toContain(word);
  });

  it('answers with the rule that allowed it', async () => {
    expect(await access.demand(alice, readPods)).toMatchObject({ allowed: true, bindingId: 'b1', roleId: 'cluster-viewer' });
  });

  it('lists at most twenty of many refusals and counts them all', async () => {
    const refusal: unknown = await access.demandAll(alice, [readPods, ...Array.from({ length: 30 }, () => deletePod)]).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'forbidden', facts: { refusedCount: 30 } });
    expect((refusal as AccessDenied).facts['refused']).toHaveLength(20);
    expect(await access.demandAll(alice, [readPods, readPods])).toHaveLength(2);
  });

  it('reads the rules once per version, also for requests at the same time', async () => {
    await Promise.all([access.decide(alice, readPods), access.decide(alice, readPods), access.decide(alice, deletePod)]);
    await access.decide(alice, readPods);
    expect(source.reads).toBe(1);
  });

  it('forgets what was taken away with the next version', async () => {
    expect((await access.decide(alice, readPods)).allowed).toBe(true);
    source.grants = [];
    source.version = '2';
    expect((await access.decide(alice, readPods)).allowed).toBe(false);
  });

  it('does not keep older rules under a newer version', async () => {
    source.version = '2';
    source.servedVersion = '1';
    expect((await access.decide(alice, readPods)).allowed).toBe(true);
    source.servedVersion = null;
    source.grants = [];
    expect((await access.decide(alice, readPods)).allowed).toBe(false);
  });

  it('ends a grant at its time without a new version', async () => {
    source.grants = source.grants.map((grant) => ({ ...grant, expiresAt: new Date(clock.time.getTime() + 1_000) }));
    expect((await access.decide(alice, readPods)).allowed).toBe(true);
    clock.time = new Date(clock.time.getTime() + 1_000);
    expect(await access.decide(alice, readPods)).toMatchObject({ allowed: false, reason: 'expired' });
  });

  it('lets nobody in while the rules cannot be read, and everybody again afterwards', async () => {
    source.down = true;
    await expect(access.decide(alice, readPods)).rejects.toBeInstanceOf(PolicyUnavailable);
    source.down = false;
    expect((await access.decide(alice, readPods)).allowed).toBe(true);
  });

  it('gives everybody their own account', async () => {
    source.grants = [];
    expect((await access.decide(alice, platformTuple('self', 'update', { resourceId: 'u1' }))).allowed).toBe(true);
    expect((await access.decide(alice, platformTuple('self', 'update', { resourceId: 'u2' }))).allowed).toBe(false);
  });

  it('narrows lists for the query', async () => {
    expect(await access.scopeOf(alice, 'read', 'clusters')).toEqual({ all: false, clusterIds: ['c1'], terms: [], except: [] });
    expect(await access.scopeOf(alice, 'read', 'users')).toBeNull();
    expect(await access.kubeScopeOf(alice, 'list', { apiGroup: '', resource: 'pods' }, 'c1')).toEqual({ all: true, except: [] });
  });
});
