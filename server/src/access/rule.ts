import type { FieldFault } from '../kernel/domain-error.js';
import { ACTIONS, KUBE_VERBS, MODULES, type Action, type Module } from './tuple.js';

export type Effect = 'allow' | 'deny';

/**
 * A rule on requests to clusters.
 *
 * - A word matches itself; `*` stands for everything, with these limits when the rule allows (never when it denies):
 *   `*` in `resources` leaves out `GUARDED_RESOURCES`, and for writes `GUARDED_FOR_WRITES`; `*` in `subresources` leaves out
 *   `GUARDED_SUBRESOURCES`; `nodes/proxy` needs both words. A role with `unsafeWildcard` lifts these three.
 *   `*` in `verbs` leaves out `SPECIAL_VERBS`, for every role.
 * - `subresources`: empty is the resource itself (when denying: the resource and all below it); in a list '' is the resource itself.
 * - `resourceNames`: empty is any. A rule with names never matches a request without a name, nor `deletecollection` (when
 *   allowing), nor the `create` of a resource itself (its name may not be known); the `create` of a subresource has it in its path.
 * - `namespaces`: `['*']` is anywhere. A rule with namespaces never matches a request without one.
 * - A rule that denies a part of what an allowed list, watch or deletecollection reaches (some namespaces, some names) refuses it
 *   "in part".
 * - `nonResourceURLs`: paths; a final `*` matches any rest. Never within namespaces.
 */
export interface KubeRule {
  readonly kind: 'kube';
  readonly effect: Effect;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly subresources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames: readonly string[];
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A rule on the platform itself. `resourceIds` empty is any; with ids it never matches a request without one, nor `create`. */
export interface PlatformRule {
  readonly kind: 'platform';
  readonly effect: Effect;
  readonly module: Module;
  readonly actions: readonly (Action | '*')[];
  readonly resourceIds: readonly string[];
}

export type Rule = KubeRule | PlatformRule;

export interface Role {
  readonly id: string;
  readonly rules: readonly Rule[];
  /** Lets `*` reach what it leaves out otherwise. Only built-in administrators carry it. */
  readonly unsafeWildcard?: boolean;
}

export const SPECIAL_VERBS: ReadonlySet<string> = new Set(['escalate', 'bind', 'impersonate', 'approve', 'sign', 'force']);

/** `delete` is the verb of Kubernetes, one object at a time; the word for both ways to delete is `remove`. */
export const SUGAR: ReadonlyMap<string, readonly string[]> = new Map([
  ['read', ['get', 'list', 'watch']],
  ['write', ['create', 'update', 'patch']],
  ['remove', ['delete', 'deletecollection']],
]);

/** `group/resource` that `*` never gives: secrets, what grants rights, what runs code in the API server, others' rights. */
export const GUARDED_RESOURCES: ReadonlySet<string> = new Set([
  '/secrets',
  ...['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((kind) => `rbac.authorization.k8s.io/${kind}`),
  ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations', 'validatingadmissionpolicies',
    'validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings']
    .map((kind) => `admissionregistration.k8s.io/${kind}`),
  'apiextensions.k8s.io/customresourcedefinitions',
  'apiregistration.k8s.io/apiservices',
  'certificates.k8s.io/certificatesigningrequests',
  'authentication.k8s.io/tokenreviews',
  'authorization.k8s.io/subjectaccessreviews',
  'authorization.k8s.io/localsubjectaccessreviews',
]);

/** `group/resource` whose writes reach beyond any namespace, so `*` gives them to read only. */
export const GUARDED_FOR_WRITES: ReadonlySet<string> = new Set([
  '/nodes', '/persistentvolumes', 'storage.k8s.io/storageclasses', 'storage.k8s.io/csidrivers', 'storage.k8s.io/csinodes',
  'storage.k8s.io/volumeattachments', 'scheduling.k8s.io/priorityclasses', 'node.k8s.io/runtimeclasses',
  'flowcontrol.apiserver.k8s.io/flowschemas', 'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations',
]);

export const GUARDED_SUBRESOURCES: ReadonlySet<string> = new Set([
  'exec', 'attach', 'portforward', 'proxy', 'token', 'approval', 'finalize', 'ephemeralcontainers']);

export const READ_VERBS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

/** The verbs on many objects at once, for which a narrower refusal counts. */
export const COLLECTION_VERBS: ReadonlySet<string> = new Set(['list', 'watch', 'deletecollection']);

/** Fills in what most rules leave at its widest or emptiest. */
export const kubeRule = (rule: Partial<Omit<KubeRule, 'kind'>> & Pick<KubeRule, 'verbs'>): KubeRule => ({
  kind: 'kube', effect: 'allow', apiGroups: [''], resources: [], subresources: [], resourceNames: [], namespaces: ['*'],
  nonResourceURLs: [], ...rule,
});

export const platformRule = (
  module: Module, actions: readonly (Action | '*')[], rest: Partial<Pick<PlatformRule, 'effect' | 'resourceIds'>> = {},
): PlatformRule => ({ kind: 'platform', effect: 'allow', module, actions, resourceIds: [], ...rest });

const KUBE_LISTS = ['apiGroups', 'resources', 'subresources', 'verbs', 'resourceNames', 'namespaces', 'nonResourceURLs'] as const;
const OBJECT_NAME = /^[^/%\s*]{1,253}$/;
const SAME_WORD = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Every fault of a rule that somebody wrote; none means it may be stored. */
export const faultsOfRule = (rule: Rule, path = 'rule'): FieldFault[] => {
  const faults = rule.kind === 'kube' ? faultsOfKubeRule(rule) : faultsOfPlatformRule(rule);
  return faults.map((fault) => ({ path: `${path}.${fault.path}`, message: fault.message }));
};

const fault = (broken: boolean, path: string, message: string): FieldFault[] => (broken ? [{ path, message }] : []);

const faultsOfPlatformRule = (rule: PlatformRule): FieldFault[] => [
  ...fault(!isEffect(rule.effect), 'effect', 'Say allow or deny.'),
  ...fault(!Object.hasOwn(MODULES, rule.module), 'module', `There is no module ${JSON.stringify(rule.module)}.`),
  ...fault(rule.actions.length === 0, 'actions', 'Name at least one action.'),
  ...rule.actions.flatMap((action) => fault(action !== '*' && !Object.hasOwn(ACTIONS, action), 'actions', `There is no action ${JSON.stringify(action)}.`)),
  ...fault(rule.resourceIds.includes(''), 'resourceIds', 'An id is never empty.'),
];

const faultsOfKubeRule = (rule: KubeRule): FieldFault[] => [
  ...fault(!isEffect(rule.effect), 'effect', 'Say allow or deny.'),
  ...fault(rule.verbs.length === 0, 'verbs', 'Name at least one verb.'),
  ...rule.verbs.flatMap((verb) => fault(!isVerb(verb), 'verbs', `There is no verb ${JSON.stringify(verb)}.`)),
  ...fault(rule.resources.length === 0 && rule.nonResourceURLs.length === 0, 'resources', 'Name a resource or a path.'),
  ...fault(rule.resources.length > 0 && rule.apiGroups.length === 0, 'apiGroups', 'Name the API group; the core group is "".'),
  ...fault(rule.namespaces.length === 0, 'namespaces', 'Name the namespaces, or "*" for all.'),
  ...fault(rule.nonResourceURLs.length > 0 && !rule.namespaces.includes('*'), 'nonResourceURLs', 'A path is in no namespace.'),
  ...rule.nonResourceURLs.flatMap((url) => fault(url !== '*' && !url.startsWith('/'), 'nonResourceURLs', 'A path starts with "/".')),
  ...fault(rule.effect === 'allow' && namesProxyOfNodes(rule), 'subresources', 'Only the built-in administrators reach nodes/proxy.'),
  ...faultsOfNames(rule),
  ...KUBE_LISTS.flatMap((list) => rule[list].flatMap((word) => fault(!isWord(list, word), list, `${JSON.stringify(word)} cannot match anything.`))),
];

const faultsOfNames = (rule: KubeRule): FieldFault[] => {
  const neverNamed = compileVerbs(rule).every((verb) => verb === 'create' || verb === 'deletecollection');
  const onlyItself = rule.subresources.every((subresource) => subresource === '');
  return fault(rule.resourceNames.length > 0 && neverNamed && onlyItself, 'resourceNames', 'create and deletecollection cannot be limited by name.');
};

const namesProxyOfNodes = (rule: KubeRule): boolean => rule.resources.includes('nodes') && rule.subresources.includes('proxy');
const isEffect = (effect: string): boolean => effect === 'allow' || effect === 'deny';
const isVerb = (verb: string): boolean => verb === '*' || SUGAR.has(verb) || Object.hasOwn(KUBE_VERBS, verb);

const isWord = (list: (typeof KUBE_LISTS)[number], word: string): boolean => {
  if (list === 'nonResourceURLs' || list === 'verbs') return true;
  if (word === '') return list === 'apiGroups' || list === 'subresources';
  return list === 'resourceNames' ? OBJECT_NAME.test(word) : word === '*' || SAME_WORD.test(word);
};

/** The real verbs of a rule: sugar taken apart, `*` spelled out. */
export const compileVerbs = (rule: Pick<KubeRule, 'effect' | 'verbs'>): string[] => [...new Set(rule.verbs.flatMap((verb) => {
  if (verb !== '*') return SUGAR.get(verb) ?? [verb];
  return Object.keys(KUBE_VERBS).filter((each) => rule.effect === 'deny' || !SPECIAL_VERBS.has(each));
}))];

export const compileActions = (rule: Pick<PlatformRule, 'actions'>): string[] =>
  (rule.actions.includes('*') ? Object.keys(ACTIONS) : [...new Set(rule.actions)]);
