import type { Origin } from './decision.js';
import type { Grant } from './grant.js';
import { givesMembership, MEMBERSHIP_RULES, NAMESPACE_MEMBER } from './membership.js';
import { compileActions, compileVerbs, GUARDED_FOR_WRITES, GUARDED_RESOURCES, GUARDED_SUBRESOURCES, READ_VERBS, type Effect, type KubeRule, type PlatformRule, type Role, type Rule } from './rule.js';
import { CLUSTER_MODULES, SHARED_MODULES, type Question } from './tuple.js';

/** A rule of a role laid over the scope of a grant, with its words as sets. `null` is "any". */
export interface FlatRule {
  readonly order: number;
  readonly origin: Origin;
  readonly effect: Effect;
  readonly unsafeWildcard: boolean;
  readonly rule: Rule;
  readonly verbs: ReadonlySet<string>;
  readonly clusterId: string | null;
  readonly namespaces: ReadonlySet<string> | null;
  readonly names: ReadonlySet<string> | null;
}

/** All rules of the grants, in the order of grants and rules, which is the order in which the deciding rule is named. */
export const flatten = (grants: readonly Grant[], roles: readonly Role[]): FlatRule[] => {
  const roleOf = new Map(roles.map((role) => [role.id, role]));
  const flat: FlatRule[] = [];
  for (const grant of grants) {
    const role = roleOf.get(grant.roleId);
    if (role === undefined) continue;
    for (const [ruleIndex, rule] of role.rules.entries()) push(flat, grant, role, rule, ruleIndex);
    for (const rule of givesMembership(role) ? MEMBERSHIP_RULES : []) push(flat, grant, role, rule, -1);
  }
  return flat;
};

const push = (flat: FlatRule[], grant: Grant, role: Role, rule: Rule, ruleIndex: number): void => {
  const origin = { bindingId: grant.bindingId, roleId: grant.roleId, ruleIndex };
  const head = { order: flat.length, origin, effect: rule.effect, unsafeWildcard: role.unsafeWildcard === true, rule };
  const laid = rule.kind === 'kube' ? layKube(rule, grant, ruleIndex === -1) : layPlatform(rule, grant);
  if (laid !== null) flat.push({ ...head, ...laid });
};

type Laid = Pick<FlatRule, 'verbs' | 'clusterId' | 'namespaces' | 'names'>;

const layKube = (rule: KubeRule, { scope }: Grant, isMembership: boolean): Laid | null => {
  const within = scope.kind === 'cluster' && !isMembership ? (scope.namespaces ?? null) : null;
  const namespaces = intersect(rule.namespaces.includes('*') ? null : rule.namespaces, within);
  if (namespaces?.size === 0) return null;
  return { verbs: new Set(compileVerbs(rule)), clusterId: clusterOf(scope), namespaces, names: namesOf(rule.resourceNames) };
};

const layPlatform = (rule: PlatformRule, { scope }: Grant): Laid | null => {
  const laid = { verbs: new Set(compileActions(rule)), clusterId: clusterOf(scope), namespaces: null, names: namesOf(rule.resourceIds) };
  if (scope.kind === 'platform') return laid;
  if (scope.namespaces !== undefined && rule.effect === 'allow') {
    const kept = rule.module === NAMESPACE_MEMBER.module ? NAMESPACE_MEMBER.actions.filter((action) => laid.verbs.has(action)) : [];
    return kept.length === 0 ? null : { ...laid, verbs: new Set(kept) };
  }
  if (SHARED_MODULES.has(rule.module)) return { ...laid, clusterId: null };
  return CLUSTER_MODULES.has(rule.module) ? laid : null;
};

const clusterOf = (scope: Grant['scope']): string | null => (scope.kind === 'cluster' ? scope.clusterId : null);

const namesOf = (names: readonly string[]): ReadonlySet<string> | null => (names.length === 0 ? null : present(names));

/** An empty name or namespace in a rule would make it match what has none. */
const present = (words: readonly string[]): ReadonlySet<string> => new Set(words.filter((word) => word !== ''));

const intersect = (one: readonly string[] | null, other: readonly string[] | null): ReadonlySet<string> | null => {
  if (one === null) return other === null ? null : present(other);
  if (other === null) return present(one);
  return present(one.filter((word) => other.includes(word)));
};

/** Does the rule speak of this subject, verb and cluster at all, whatever the namespace and the name? */
export const speaksOf = (flat: FlatRule, question: Question): boolean => {
  if (!flat.verbs.has(question.verb)) return false;
  if (flat.clusterId !== null && flat.clusterId !== question.cluster) return false;
  if (flat.names !== null && namesNever(flat, question)) return false;
  if (flat.rule.kind === 'platform') return question.kind === 'platform' && flat.rule.module === question.resource;
  if (question.kind !== 'kube') return false;
  return question.resource === '' ? matchesPath(flat, flat.rule, question.subresource) : matchesResource(flat, flat.rule, question);
};

/** A refusal with names stays in sight of `deletecollection`, which would take the named with the rest. */
const namesNever = ({ effect }: FlatRule, { verb, kind, subresource }: Question): boolean =>
  (verb === 'deletecollection' && effect === 'allow') || (verb === 'create' && (kind === 'platform' || subresource === ''));

const matchesPath = (flat: FlatRule, rule: KubeRule, path: string): boolean => flat.namespaces === null && flat.names === null
  && rule.nonResourceURLs.some((url) => (url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : url === path));

const matchesResource = (flat: FlatRule, rule: KubeRule, question: Question): boolean => {
  if (!rule.apiGroups.includes('*') && !rule.apiGroups.includes(question.group)) return false;
  const named = rule.resources.includes(question.resource);
  if (!named && !rule.resources.includes('*')) return false;
  const isFree = rule.effect === 'deny' || flat.unsafeWildcard;
  if (!named && !isFree && isGuarded(question)) return false;
  return matchesSubresource(rule, question, isFree, named);
};

const isGuarded = ({ group, resource, verb }: Question): boolean => {
  const kind = `${group}/${resource}`;
  return GUARDED_RESOURCES.has(kind) || (GUARDED_FOR_WRITES.has(kind) && !READ_VERBS.has(verb));
};

const matchesSubresource = (rule: KubeRule, { resource, subresource }: Question, isFree: boolean, named: boolean): boolean => {
  if (rule.subresources.length === 0) return subresource === '' || rule.effect === 'deny';
  const isNodesProxy = resource === 'nodes' && subresource === 'proxy';
  if (isNodesProxy && !named && !isFree) return false;
  return rule.subresources.includes(subresource) || wildcardHas(rule, subresource, isFree);
};

const wildcardHas = (rule: KubeRule, subresource: string, isFree: boolean): boolean =>
  subresource !== '' && rule.subresources.includes('*') && (isFree || !GUARDED_SUBRESOURCES.has(subresource));
