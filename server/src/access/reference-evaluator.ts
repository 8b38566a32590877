import type { Grant } from './grant.js';
import { MEMBERSHIP_RULES } from './membership.js';
import { GUARDED_FOR_WRITES, GUARDED_RESOURCES, GUARDED_SUBRESOURCES, SPECIAL_VERBS, type KubeRule, type PlatformRule, type Role, type Rule } from './rule.js';

import { isClusterScoped } from './cluster-scoped.js';
import { ACTIONS, CLUSTER_MODULES, isPlatformTuple, KUBE_VERBS, MODULES, SHARED_MODULES, type KubeTuple, type PlatformTuple, type Tuple } from './tuple.js';

/**
 * The grammar of `rule.ts` read aloud: one loop over all rules, no index, no CASL. It is slow and is there to be compared with.
 * It shares the vocabulary with the policy, and no code that decides.
 */
export interface ReferenceDecision {
  readonly allowed: boolean;
  readonly reason: string;
  readonly origin: string;
}

type Standing = 'hit' | 'part' | 'miss';

export const decideByReference = (grants: readonly Grant[], roles: readonly Role[], now: Date, tuple: Tuple): ReferenceDecision => {
  const unknown = notInVocabulary(tuple);
  if (unknown !== null) return { allowed: false, reason: unknown, origin: '' };
  const live = verdict(grants.filter((grant) => !grant.expiresAt || grant.expiresAt > now), roles, tuple);
  if (live.reason !== 'no-rule') return live;
  const lapsed = verdict(grants.filter((grant) => grant.expiresAt && grant.expiresAt <= now), roles, tuple);
  return lapsed.allowed || lapsed.reason === 'denied-in-part' ? expired(lapsed) : live;
};

/** A refusal in part is noticed only where something was granted. */
const expired = (lapsed: ReferenceDecision): ReferenceDecision =>
  (lapsed.allowed ? { allowed: false, reason: 'expired', origin: lapsed.origin } : { allowed: false, reason: 'no-rule', origin: '' });

const notInVocabulary = (tuple: Tuple): string | null => {
  if (Object.values(tuple).some((value) => typeof value !== 'string')) return 'malformed';
  if (isPlatformTuple(tuple)) {
    if (!Object.keys(MODULES).includes(tuple.module)) return 'unknown-subject';
    return Object.keys(ACTIONS).includes(tuple.action) ? null : 'unknown-verb';
  }
  if (tuple.cluster === '') return 'malformed';
  if (!Object.keys(KUBE_VERBS).includes(tuple.verb)) return 'unknown-verb';
  const isPath = tuple.resource === '';
  return isPath && (tuple.name[0] !== '/' || tuple.namespace + tuple.subresource !== '') ? 'malformed' : null;
};

const verdict = (grants: readonly Grant[], roles: readonly Role[], tuple: Tuple): ReferenceDecision => {
  const allows: string[] = [];
  const denies: string[] = [];
  const parts: string[] = [];
  for (const { grant, role, rule, index } of rulesOf(grants, roles)) {
    const standing = standingOf(rule, role, grant, index === -1, tuple);
    const origin = [grant.bindingId, grant.roleId, index].join('/');
    if (standing === 'hit') (rule.effect === 'allow' ? allows : denies).push(origin);
    if (standing !== 'miss' && rule.effect === 'deny') parts.push(origin);
  }
  if (denies[0] !== undefined) return { allowed: false, reason: 'denied-by-rule', origin: denies[0] };
  if (allows[0] === undefined) return { allowed: false, reason: 'no-rule', origin: '' };
  if (parts[0] !== undefined) return { allowed: false, reason: 'denied-in-part', origin: parts[0] };
  return { allowed: true, reason: 'granted', origin: allows[0] };
};

const rulesOf = (grants: readonly Grant[], roles: readonly Role[]): { grant: Grant; role: Role; rule: Rule; index: number }[] =>
  grants.flatMap((grant) => roles.filter(({ id }) => id === grant.roleId).slice(0, 1).flatMap((role) => {
    const isMember = role.rules.some(({ kind, effect }) => kind === 'kube' && effect === 'allow');
    return [...role.rules.map((rule, index) => ({ grant, role, rule, index })),
      ...(isMember ? MEMBERSHIP_RULES.map((rule) => ({ grant, role, rule, index: -1 })) : [])];
  }));

const standingOf = (rule: Rule, role: Role, grant: Grant, isMembership: boolean, tuple: Tuple): Standing => {
  if (isPlatformTuple(tuple)) return coversPlatform(rule, grant, tuple) ? 'hit' : 'miss';
  if (rule.kind !== 'kube' || isOfAnotherCluster(grant, tuple) || !coversVerb(rule, tuple.verb)) return 'miss';
  const limits = limitsOf(rule, grant, isMembership);
  if (tuple.resource === '') return limits.length === 0 && coversPath(rule, tuple.name) ? 'hit' : 'miss';
  return coversKind(rule, role, tuple) ? standingInPlace(rule, limits, tuple) : 'miss';
};

const isOfAnotherCluster = ({ scope }: Grant, { cluster }: KubeTuple): boolean => scope.kind === 'cluster' && scope.clusterId !== cluster;

/** The lists of namespaces that a request has to be in, all of them. */
const limitsOf = (rule: KubeRule, { scope }: Grant, isMembership: boolean): (readonly string[])[] => {
  const limits = rule.namespaces.includes('*') ? [] : [rule.namespaces];
  return scope.kind === 'cluster' && scope.namespaces && !isMembership ? [...limits, scope.namespaces] : limits;
};

const standingInPlace = (rule: KubeRule, limits: readonly (readonly string[])[], tuple: KubeTuple): Standing => {
  if (rule.resourceNames.length > 0 && ignoresNames(rule, tuple)) return 'miss';
  const namespace = standingOfNamespace(limits, tuple);
  const name = standingOfName(rule.resourceNames, tuple);
  if (namespace === 'miss' || name === 'miss') return 'miss';
  if (namespace === 'hit' && name === 'hit') return 'hit';
  return ['list', 'watch', 'deletecollection'].includes(tuple.verb) ? 'part' : 'miss';
};

const ignoresNames = (rule: KubeRule, { verb, subresource }: KubeTuple): boolean =>
  (verb === 'create' && subresource === '') || (verb === 'deletecollection' && rule.effect === 'allow');

const standingOfName = (names: readonly string[], { name }: KubeTuple): Standing => {
  if (names.length === 0) return 'hit';
  if (name === '') return 'part';
  return names.includes(name) ? 'hit' : 'miss';
};

const standingOfNamespace = (limits: readonly (readonly string[])[], { namespace, apiGroup, resource }: KubeTuple): Standing => {
  if (limits.length === 0) return 'hit';
  if (namespace !== '') return limits.every((limit) => limit.includes(namespace)) ? 'hit' : 'miss';
  const isSomewhere = limits.flat().some((word) => word !== '' && limits.every((limit) => limit.includes(word)));
  return isSomewhere && !isClusterScoped({ group: apiGroup, resource }) ? 'part' : 'miss';
};

const WORDS: Readonly<Record<string, readonly string[]>> = {
  read: ['get', 'list', 'watch'], write: ['create', 'update', 'patch'], remove: ['delete', 'deletecollection'],
};

const coversVerb = (rule: KubeRule, verb: string): boolean => rule.verbs.some((word) => {
  if (word === '*') return rule.effect === 'deny' || !SPECIAL_VERBS.has(verb);
  return word === verb || (WORDS[word] ?? []).includes(verb);
});

const coversPath = (rule: KubeRule, path: string): boolean => rule.resourceNames.length === 0 && rule.nonResourceURLs.some((url) => {
  const isOpen = url.at(-1) === '*';
  return isOpen ? path.slice(0, url.length - 1) === url.slice(0, -1) : path === url;
});

const coversKind = (rule: KubeRule, role: Role, tuple: KubeTuple): boolean => {
  const namesGroup = [tuple.apiGroup, '*'].some((word) => rule.apiGroups.includes(word));
  const namesResource = [tuple.resource, '*'].some((word) => rule.resources.includes(word));
  if (!namesGroup || !namesResource || !coversSubresource(rule, tuple)) return false;
  return rule.effect === 'deny' || role.unsafeWildcard === true || !needsItsName(rule, tuple);
};

const coversSubresource = ({ subresources, effect }: KubeRule, { subresource }: KubeTuple): boolean => {
  if (subresource === '') return subresources.length === 0 || subresources.includes('');
  if (subresources.length === 0) return effect === 'deny';
  return subresources.includes(subresource) || subresources.includes('*');
};

/** Is it one of those that a wildcard leaves out, and does the rule reach it by a wildcard? */
const needsItsName = (rule: KubeRule, { apiGroup, resource, subresource, verb }: KubeTuple): boolean => {
  const kind = `${apiGroup}/${resource}`;
  const isWrite = !['get', 'list', 'watch'].includes(verb);
  const isGuarded = GUARDED_RESOURCES.has(kind) || (isWrite && GUARDED_FOR_WRITES.has(kind)) || `${resource}/${subresource}` === 'nodes/proxy';
  if (isGuarded && !rule.resources.includes(resource)) return true;
  return GUARDED_SUBRESOURCES.has(subresource) && !rule.subresources.includes(subresource);
};

const coversPlatform = (rule: Rule, grant: Grant, tuple: PlatformTuple): boolean => {
  if (rule.kind !== 'platform') return false;
  const isSame = rule.module === tuple.module && ['*', tuple.action].some((word) => rule.actions.some((action) => action === word));
  return isSame && coversId(rule, tuple) && coversPlace(rule, grant, tuple);
};

const coversId = ({ resourceIds }: PlatformRule, { action, resourceId }: PlatformTuple): boolean =>
  resourceIds.length === 0 || (action !== 'create' && resourceId !== '' && resourceIds.includes(resourceId));

const coversPlace = (rule: PlatformRule, { scope }: Grant, { module, action, clusterId }: PlatformTuple): boolean => {
  if (scope.kind === 'platform') return true;
  const isHere = CLUSTER_MODULES.has(module) && scope.clusterId === clusterId;
  if (!isHere && !SHARED_MODULES.has(module)) return false;
  return scope.namespaces === undefined || rule.effect === 'deny' || ['clusters/read', 'clusters/issue'].includes(`${module}/${action}`);
};
