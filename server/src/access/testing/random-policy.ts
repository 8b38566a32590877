import type { Grant, GrantScope } from '../grant.js';
import { kubeRule, platformRule, type Effect, type Role, type Rule } from '../rule.js';
import type { Action, KubeTuple, Module, Tuple } from '../tuple.js';

/** A generator of numbers in [0, 1) that repeats itself for the same seed (mulberry32). */
export type Random = () => number;

export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const pick = <Item>(random: Random, items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0];
const some = <Item>(random: Random, items: readonly [Item, ...Item[]], most: number, least = 1): Item[] =>
  Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, () => pick(random, items));
const chance = (random: Random, probability: number): boolean => random() < probability;

const GROUPS = ['', '', '', '', 'apps', 'evil.io', 'rbac.authorization.k8s.io', 'storage.k8s.io', 'apiextensions.k8s.io'] as const;
const RESOURCES = ['pods', 'pods', 'pods', 'pods', 'secrets', 'secrets', 'deployments', 'nodes', 'all', '__proto__', 'roles', 'storageclasses', 'serviceaccounts',
  'customresourcedefinitions', 'namespaces'] as const;
const SUBRESOURCES = ['', '', '', '', '', '', 'log', 'exec', 'scale', 'status', 'proxy', 'token', 'metadata', 'unknown'] as const;
const VERBS = ['get', 'list', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'escalate', 'impersonate', 'force'] as const;
const RULE_VERBS = [...VERBS, '*', '*', '*', '*', 'read', 'read', 'read', 'read', 'write', 'remove'] as const;
const NAMESPACES = ['a', 'b', 'kube-system'] as const;
const NAMES = ['x', 'y', 'constructor'] as const;
const CLUSTERS = ['c1', 'c2'] as const;
const PATHS = ['/version', '/metrics', '/openapi/v3/apis', '/api', '/apis/apps', '/debug/pprof', '/healthz'] as const;
const URLS = ['/version', '/metrics', '/debug/*', '*', '/open*'] as const;
const RULE_MODULES = ['clusters', 'clusters', 'bindings', 'applications', 'releases', 'users', 'settings', 'self'] as const;
const RULE_ACTIONS = ['read', 'read', 'create', 'update', 'delete', 'issue', 'rollback', '*'] as const;
const effectOf = (random: Random): Effect => (chance(random, 0.35) ? 'deny' : 'allow');

const randomKubeRule = (random: Random): Rule => kubeRule({
  effect: effectOf(random),
  apiGroups: chance(random, 0.5) ? ['*'] : some(random, GROUPS, 2),
  resources: chance(random, 0.1) ? [] : chance(random, 0.4) ? ['*'] : some(random, RESOURCES, 3),
  subresources: some(random, [...SUBRESOURCES, '*', '*'], 3, 0),
  verbs: some(random, RULE_VERBS, 3),
  resourceNames: chance(random, 0.25) ? some(random, [...NAMES, ''], 2) : [],
  namespaces: chance(random, 0.6) ? ['*'] : some(random, [...NAMESPACES, ''], 2),
  nonResourceURLs: chance(random, 0.15) ? some(random, URLS, 2) : [],
});

const randomPlatformRule = (random: Random): Rule => platformRule(pick<Module>(random, RULE_MODULES), some<Action | '*'>(random, RULE_ACTIONS, 2), {
  effect: effectOf(random), resourceIds: chance(random, 0.25) ? some(random, [...NAMES, ''], 2) : [],
});

export const randomRoles = (random: Random): Role[] => Array.from({ length: 3 }, (_, index) => ({
  id: `role-${String(index)}`,
  unsafeWildcard: chance(random, 0.15),
  rules: Array.from({ length: 1 + Math.floor(random() * 6) }, () => (chance(random, 0.7) ? randomKubeRule(random) : randomPlatformRule(random))),
}));

const randomScope = (random: Random): GrantScope => {
  if (chance(random, 0.3)) return { kind: 'platform' };
  const clusterId = pick(random, CLUSTERS);
  return chance(random, 0.5) ? { kind: 'cluster', clusterId } : { kind: 'cluster', clusterId, namespaces: some(random, [...NAMESPACES, ''], 2, 0) };
};

export const randomGrants = (random: Random, roles: readonly Role[], now: Date): Grant[] =>
  Array.from({ length: 1 + Math.floor(random() * 6) }, (_, index) => ({
    bindingId: `binding-${String(index)}`,
    roleId: (chance(random, 0.05) ? undefined : roles[Math.floor(random() ** 2 * roles.length)]?.id) ?? 'gone',
    scope: randomScope(random),
    ...(chance(random, 0.25) ? { expiresAt: new Date(now.getTime() + (chance(random, 0.5) ? -1 : 1) * Math.floor(random() * 3) * 1_000) } : {}),
  }));

const randomKubeTuple = (random: Random): KubeTuple => {
  const verb = chance(random, 0.02) ? pick(random, ['manage', 'constructor', '*', 'GET']) : pick(random, VERBS);
  const cluster = chance(random, 0.02) ? '' : pick(random, [...CLUSTERS, ...CLUSTERS, 'c3']);
  if (chance(random, 0.1)) return { verb: 'get', cluster, apiGroup: '', resource: '', subresource: '', namespace: chance(random, 0.1) ? 'a' : '', name: pick(random, PATHS) };
  return { verb, cluster, apiGroup: pick(random, GROUPS), resource: pick(random, RESOURCES), subresource: pick(random, SUBRESOURCES),
    namespace: chance(random, 0.3) ? '' : pick(random, [...NAMESPACES, 'z']), name: chance(random, 0.4) ? '' : pick(random, [...NAMES, 'z']) };
};

export const randomTuple = (random: Random): Tuple => {
  if (chance(random, 0.7)) return randomKubeTuple(random);
  return { module: pick<Module>(random, RULE_MODULES), action: pick<Action>(random, ['read', 'create', 'update', 'delete', 'issue', 'rollback']),
    resourceId: chance(random, 0.4) ? '' : pick(random, [...NAMES, 'z']), clusterId: chance(random, 0.3) ? '' : pick(random, [...CLUSTERS, 'c3']),
    ...(chance(random, 0.02) ? JSON.parse('{"module":"manage"}') : {}) };
};
