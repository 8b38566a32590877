import type { Actor } from './actor.js';
import { ActorPolicy } from './actor-policy.js';
import { compilePolicy } from './policy.js';
import { decideByReference } from './reference-evaluator.js';
import { BUILT_IN_ROLES } from './roles.js';
import { kubeRule, platformRule, type Role } from './rule.js';
import { objectInScope, rowInScope, withinClusters } from './scope.js';
import { randomGrants, randomRoles, seeded } from './testing/random-policy.js';
import { kubeTuple, platformTuple, type Action, type Module, type Tuple } from './tuple.js';

const now = new Date('2026-01-01T00:00:00Z');
const seed = Number(process.env['HK_TEST_SEED'] ?? Date.now() % 2 ** 31);
const actor: Actor = { userId: 'u1', login: 'alice', via: 'session', authEpoch: 1 };
const MODULES: readonly Module[] = ['clusters', 'releases', 'bindings', 'applications', 'users'];
const ACTIONS: readonly Action[] = ['read', 'update', 'delete', 'issue'];

const rolesOf = (...rules: Role['rules']): Role[] => [{ id: 'r1', rules }];
const at = (clusterId: string): { bindingId: string; roleId: string; scope: { kind: 'cluster'; clusterId: string } } =>
  ({ bindingId: `b-${clusterId}`, roleId: 'r1', scope: { kind: 'cluster', clusterId } });

describe('list scopes', () => {
  it('are nothing for somebody without a rule', () => {
    const policy = new ActorPolicy(actor, '1', compilePolicy([], [], now));
    expect(policy.scopeOf('read', 'clusters')).toBeNull();
    expect(policy.kubeScopeOf('list', { apiGroup: '', resource: 'pods' }, 'c1')).toBeNull();
  });

  it('name the clusters of the grants', () => {
    const policy = new ActorPolicy(actor, '1', compilePolicy([at('c1'), at('c2')], rolesOf(platformRule('releases', ['read'])), now));
    expect(policy.scopeOf('read', 'releases')).toEqual({ all: false, clusterIds: ['c1', 'c2'], terms: [], except: [] });
    expect(policy.scopeOf('create', 'releases')).toBeNull();
  });

  it('name the namespaces of the grants', () => {
    const grant = { bindingId: 'b1', roleId: 'r1', scope: { kind: 'cluster' as const, clusterId: 'c1', namespaces: ['a', 'b'] } };
    const policy = new ActorPolicy(actor, '1', compilePolicy([grant], rolesOf(kubeRule({ verbs: ['read'], resources: ['pods'] })), now));
    expect(policy.kubeScopeOf('list', { apiGroup: '', resource: 'pods' }, 'c1')).toEqual({ all: false, namespaces: ['a', 'b'], terms: [], except: [] });
    expect(policy.kubeScopeOf('list', { apiGroup: '', resource: 'secrets' }, 'c1')).toBeNull();
    expect(policy.kubeScopeOf('list', { apiGroup: '', resource: 'pods' }, 'c2')).toBeNull();
  });

  it('hold exactly the rows and objects that the reference evaluator allows, in random policies', () => {
    const differences: unknown[] = [];
    let held = 0;
    for (let round = 0; round < 500; round += 1) {
      const random = seeded(seed + round);
      const roles = [...randomRoles(random), ...BUILT_IN_ROLES];
      const grants = randomGrants(random, roles, now);
      const policy = new ActorPolicy(actor, '1', compilePolicy(grants, roles, now));
      for (const { tuple, inScope } of [...rowsOf(policy), ...objectsOf(policy)]) {
        const expected = decideByReference(grants, roles, now, tuple).allowed;
        if (inScope) held += 1;
        if (inScope !== expected) differences.push({ seed, round, tuple, inScope });
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(held).toBeGreaterThan(1_000);
  });
});

const product = <One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] => ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));

interface Sample {
  readonly tuple: Tuple;
  readonly inScope: boolean;
}

const rowsOf = (policy: ActorPolicy): Sample[] => product(MODULES, ACTIONS).flatMap(([module, action]) => {
  const scope = policy.scopeOf(action, module);
  return product(['c1', 'c2', 'c3', ''], ['x', 'z']).map(([clusterId, id]) =>
    ({ tuple: platformTuple(module, action, { clusterId, resourceId: id }), inScope: rowInScope(scope, { id, clusterId }) }));
});

/** No object of a namespaced resource is without a namespace, and no node has one. */
const PLACES = [{ resource: 'pods', namespaces: ['a', 'z'] }, { resource: 'secrets', namespaces: ['a', 'z'] }, { resource: 'nodes', namespaces: [''] }];

const objectsOf = (policy: ActorPolicy): Sample[] => product(PLACES, ['get', 'list']).flatMap(([{ resource, namespaces }, verb]) => {
  const scope = policy.kubeScopeOf(verb, { apiGroup: '', resource }, 'c1');
  return product(namespaces, ['x', 'z']).map(([namespace, name]) =>
    ({ tuple: kubeTuple({ verb, resource, cluster: 'c1', namespace, name }), inScope: objectInScope(scope, { namespace, name }) }));
});

describe('tokens', () => {
  const all = compilePolicy([{ bindingId: 'b1', roleId: 'platform-admin', scope: { kind: 'platform' } }], BUILT_IN_ROLES, now);

  it('that only read do nothing else, not even by a get that acts', () => {
    const policy = new ActorPolicy({ ...actor, via: 'token', scope: { readOnly: true } }, '1', all);
    expect(policy.decide(kubeTuple({ verb: 'get', resource: 'pods', cluster: 'c1' })).allowed).toBe(true);
    expect(policy.decide(kubeTuple({ verb: 'delete', resource: 'pods', cluster: 'c1', name: 'x' })).reason).toBe('token-scope');
    expect(policy.decide(kubeTuple({ verb: 'get', resource: 'services', subresource: 'proxy', cluster: 'c1', name: 'x' })).reason).toBe('token-scope');
    expect(policy.decide(platformTuple('users', 'create')).reason).toBe('token-scope');
    expect([policy.mayEver('users', 'read'), policy.mayEver('users', 'create')]).toEqual([true, false]);
    expect(policy.scopeOf('update', 'releases')).toBeNull();
    expect(policy.kubeScopeOf('deletecollection', { apiGroup: '', resource: 'pods' }, 'c1')).toBeNull();
  });

  it('for some clusters reach no other cluster and nothing of the platform', () => {
    const policy = new ActorPolicy({ ...actor, via: 'token', scope: { clusterIds: ['c1'] } }, '1', all);
    expect(policy.decide(kubeTuple({ verb: 'get', resource: 'pods', cluster: 'c1' })).allowed).toBe(true);
    expect(policy.decide(kubeTuple({ verb: 'get', resource: 'pods', cluster: 'c2' })).reason).toBe('token-scope');
    expect(policy.decide(platformTuple('users', 'read')).reason).toBe('token-scope');
    expect(policy.decide(platformTuple('applications', 'read')).allowed).toBe(true);
    expect(policy.scopeOf('read', 'clusters')).toEqual({ all: false, clusterIds: ['c1'], terms: [], except: [] });
    expect(policy.scopeOf('read', 'applications')).toEqual({ all: true, except: [] });
    expect(policy.kubeScopeOf('list', { apiGroup: '', resource: 'pods' }, 'c2')).toBeNull();
  });

  it('never widen: a token for a cluster that its user does not have sees nothing', () => {
    expect(withinClusters({ all: false, clusterIds: ['c1'], terms: [], except: [] }, ['c2'])).toBeNull();
    const own = compilePolicy([{ bindingId: 'b1', roleId: 'cluster-viewer', scope: { kind: 'cluster', clusterId: 'c1' } }], BUILT_IN_ROLES, now);
    const policy = new ActorPolicy({ ...actor, via: 'token', scope: { clusterIds: ['c2'] } }, '1', own);
    expect(policy.decide(kubeTuple({ verb: 'get', resource: 'pods', cluster: 'c2' })).reason).toBe('no-rule');
  });
});
