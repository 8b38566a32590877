import { kubeRule, platformRule, type Role, type Rule } from './rule.js';
import { MODULES, type Action, type Module } from './tuple.js';

/** The built-in roles. They cannot be changed; a custom role starts as a copy. `roles.spec.ts` holds the table of who may what. */
export const BUILT_IN = Object.freeze({
  platformAdmin: 'platform-admin',
  platformAuditor: 'platform-auditor',
  clusterAdmin: 'cluster-admin',
  clusterOperator: 'cluster-operator',
  clusterViewer: 'cluster-viewer',
} as const);
export type BuiltInRoleId = (typeof BUILT_IN)[keyof typeof BUILT_IN];

/** Where a built-in role may be bound. */
export const SCOPE_OF_BUILT_IN: Readonly<Record<BuiltInRoleId, 'platform' | 'cluster'>> = Object.freeze({
  'platform-admin': 'platform', 'platform-auditor': 'platform', 'cluster-admin': 'cluster', 'cluster-operator': 'cluster', 'cluster-viewer': 'cluster',
});

const RBAC_KINDS = ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'];
const ADMISSION_KINDS = ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations', 'validatingadmissionpolicies',
  'validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'];
const EXTENSION_GROUPS = ['apiextensions.k8s.io', 'apiregistration.k8s.io', 'certificates.k8s.io'];
const EXTENSION_KINDS = ['customresourcedefinitions', 'apiservices', 'certificatesigningrequests'];

/**
 * Everything to look at, without Secret data and without running anything. The subresource `metadata` is ours: a Secret without its
 * data and annotations, as the resource lists show it. The cluster has no such path.
 */
const view: readonly Rule[] = [
  kubeRule({ apiGroups: ['*'], resources: ['*'], subresources: ['', 'status', 'scale'], verbs: ['read'] }),
  kubeRule({ apiGroups: ['rbac.authorization.k8s.io'], resources: RBAC_KINDS, verbs: ['read'] }),
  kubeRule({ apiGroups: ['admissionregistration.k8s.io'], resources: ADMISSION_KINDS, subresources: ['', 'status'], verbs: ['read'] }),
  kubeRule({ apiGroups: EXTENSION_GROUPS, resources: EXTENSION_KINDS, subresources: ['', 'status'], verbs: ['read'] }),
  kubeRule({ resources: ['pods'], subresources: ['log'], verbs: ['get'] }),
  kubeRule({ resources: ['secrets'], subresources: ['metadata'], verbs: ['read'] }),
];

const change = (apiGroup: string, resources: readonly string[]): Rule =>
  kubeRule({ apiGroups: [apiGroup], resources, verbs: ['write', 'remove'] });

const operate: readonly Rule[] = [
  change('', ['pods', 'replicationcontrollers', 'services', 'endpoints', 'persistentvolumeclaims', 'events']),
  change('apps', ['deployments', 'statefulsets', 'daemonsets', 'replicasets']),
  change('batch', ['jobs', 'cronjobs']),
  change('autoscaling', ['horizontalpodautoscalers']),
  change('policy', ['poddisruptionbudgets']),
  change('networking.k8s.io', ['ingresses', 'networkpolicies']),
  change('discovery.k8s.io', ['endpointslices']),
  change('gateway.networking.k8s.io', ['gateways', 'httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes', 'udproutes']),
  kubeRule({ apiGroups: ['', 'apps'], resources: ['replicationcontrollers', 'deployments', 'statefulsets', 'replicasets'], subresources: ['scale'], verbs: ['update', 'patch'] }),
  kubeRule({ resources: ['pods'], subresources: ['eviction'], verbs: ['create'] }),
  kubeRule({ resources: ['nodes'], verbs: ['update', 'patch'] }),
];

const administer: readonly Rule[] = [
  kubeRule({ apiGroups: ['*'], resources: ['*'], subresources: ['', '*'], verbs: ['*'] }),
  kubeRule({ apiGroups: ['*'], resources: ['*'], subresources: ['', '*'], verbs: ['force'] }),
  kubeRule({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'], verbs: ['escalate', 'bind'] }),
  kubeRule({ apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve', 'sign'] }),
  kubeRule({ nonResourceURLs: ['*'], verbs: ['get'] }),
];

const read = (...modules: readonly Module[]): Rule[] => modules.map((module) => platformRule(module, ['read']));
const all = (...modules: readonly Module[]): Rule[] => modules.map((module) => platformRule(module, ['*']));

const everyModule = Object.values(MODULES).filter((module) => module !== 'self');
const READ_AT_CLUSTER: readonly Module[] = ['clusters', 'applications', 'catalog', 'monitoring', 'logging', 'tenants'];

const platformAdmin: Role = { id: BUILT_IN.platformAdmin, unsafeWildcard: true, rules: [...administer, ...all(...everyModule)] };

const platformAuditor: Role = {
  id: BUILT_IN.platformAuditor, rules: [...view, ...read(...everyModule.filter((module) => module !== 'tokens'))],
};

const clusterAdmin: Role = {
  id: BUILT_IN.clusterAdmin,
  unsafeWildcard: true,
  rules: [
    ...administer,
    platformRule('clusters', ['read', 'update', 'rotate', 'enable', 'disable', 'probe', 'issue']),
    platformRule('applications', ['read', 'create', 'update']),
    platformRule('tenants', ['read', 'update']),
    ...all('bindings', 'releases', 'catalog', 'monitoring', 'gitops'),
    ...read('roles', 'audit', 'logging'),
  ],
};

const clusterOperator: Role = {
  id: BUILT_IN.clusterOperator,
  rules: [...view, ...operate, ...read(...READ_AT_CLUSTER.filter((module) => module !== 'monitoring')), ...all('monitoring')],
};

const clusterViewer: Role = { id: BUILT_IN.clusterViewer, rules: [...view, ...read(...READ_AT_CLUSTER, 'releases', 'gitops')] };

export const BUILT_IN_ROLES: readonly Role[] = Object.freeze([platformAdmin, platformAuditor, clusterAdmin, clusterOperator, clusterViewer]);

const OF_ONESELF: readonly Action[] = ['read', 'create', 'update', 'delete', 'rotate', 'enable', 'disable', 'issue', 'revoke'];

/** What everybody may do: all that concerns their own account, whose id is the resource id. */
export const selfRole = (userId: string): Role => ({
  id: 'self', rules: [platformRule('self', OF_ONESELF, { resourceIds: [userId] }), platformRule('tokens', OF_ONESELF, { resourceIds: [userId] })],
});
