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
    const origin = `${grant.bindingId}/${grant.roleId}/${index}`;
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
  if (isPlatformTuple(tuple)) return rule.kind === 'platform' && coversPlatform(rule, grant, tuple) ? 'hit' : 'miss';
  if (rule.kind !== 'kube') return 'miss';
  if (grant.scope.kind === 'cluster' && grant.scope.clusterId !== tuple.cluster) return 'miss';
  if (!coversVerb(rule, tuple.verb)) return 'miss';
  const scopes = [rule.namespaces.includes('*') ? null : rule.namespaces,
    grant.scope.kind === 'cluster' && !isMembership ? (grant.scope.namespaces ?? null) : null].filter((scope) => scope !== null);
  if (tuple.resource === '') return scopes.length === 0 && coversPath(rule, tuple.name) ? 'hit' : 'miss';
  if (!coversKind(rule, role, tuple)) return 'miss';
  return standingInPlace(rule, scopes, tuple);
};

const standingInPlace = (rule: KubeRule, scopes: readonly (readonly string[])[], tuple: KubeTuple): Standing => {
  const { verb, namespace, name, subresource } = tuple;
  const hasNames = rule.resourceNames.length > 0;
  if (hasNames && verb === 'create' && subresource === '') return 'miss';
  if (hasNames && verb === 'deletecollection' && rule.effect === 'allow') return 'miss';
  const everywhere = scopes.length === 0;
  const inNamespace = everywhere || (namespace !== '' && scopes.every((scope) => scope.includes(namespace)));
  const inName = !hasNames || (name !== '' && rule.resourceNames.includes(name));
  if (inNamespace && inName) return 'hit';
  if (!['list', 'watch', 'deletecollection'].includes(verb)) return 'miss';
  const [first = [], ...others] = scopes;
  const isSomewhere = first.some((word) => word !== '' && others.every((other) => other.includes(word)));
  const clusterScoped = isClusterScoped({ group: tuple.apiGroup, resource: tuple.resource });
  const touchesNamespace = inNamespace || (namespace === '' && isSomewhere && !clusterScoped);
  return touchesNamespace && (inName || name === '') ? 'part' : 'miss';
};

const coversVerb = (rule: KubeRule, verb: string): boolean => rule.verbs.some((word) => {
  if (word === 'read') return ['get', 'list', 'watch'].includes(verb);
  if (word === 'write') return ['create', 'update', 'patch'].includes(verb);
  if (word === 'remove') return ['delete', 'deletecollection'].includes(verb);
  if (word === '*') return rule.effect === 'deny' || !SPECIAL_VERBS.has(verb);
  return word === verb;
});

const coversPath = (rule: KubeRule, path: string): boolean => rule.resourceNames.length === 0 && rule.nonResourceURLs.some((url) => {
  const isOpen = url.at(-1) === '*';
  return isOpen ? path.slice(0, url.length - 1) === url.slice(0, -1) : path === url;
});

const coversKind = (rule: KubeRule, role: Role, { apiGroup, resource, subresource, verb }: KubeTuple): boolean => {
  const namesGroup = rule.apiGroups.includes(apiGroup) || rule.apiGroups.includes('*');
  const namesResource = rule.resources.includes(resource);
  if (!namesGroup || !(namesResource || rule.resources.includes('*'))) return false;
  const namesSubresource = rule.subresources.length === 0 ? subresource === '' : rule.subresources.includes(subresource);
  const wildSubresource = subresource !== '' && (rule.subresources.includes('*') || (rule.subresources.length === 0 && rule.effect === 'deny'));
  if (!namesSubresource && !wildSubresource) return false;
  if (rule.effect === 'deny' || role.unsafeWildcard === true) return true;
  const kind = `${apiGroup}/${resource}`;
  if (!namesResource && GUARDED_RESOURCES.has(kind)) return false;
  if (!namesResource && GUARDED_FOR_WRITES.has(kind) && !['get', 'list', 'watch'].includes(verb)) return false;
  if (!namesResource && resource === 'nodes' && subresource === 'proxy') return false;
  return namesSubresource || !GUARDED_SUBRESOURCES.has(subresource);
};

const coversPlatform = (rule: PlatformRule, { scope }: Grant, tuple: PlatformTuple): boolean => {
  const { module, action, resourceId, clusterId } = tuple;
  if (rule.module !== module || !(rule.actions.includes('*') || rule.actions.includes(action))) return false;
  if (rule.resourceIds.length > 0 && (action === 'create' || resourceId === '' || !rule.resourceIds.includes(resourceId))) return false;
  if (scope.kind === 'platform') return true;
  const isShared = SHARED_MODULES.has(module);
  if (!isShared && !(CLUSTER_MODULES.has(module) && scope.clusterId === clusterId)) return false;
  if (scope.namespaces === undefined || rule.effect === 'deny') return true;
  return module === 'clusters' && (action === 'read' || action === 'issue');
};
