/** The closed vocabularies. A word that is not here is refused before any rule is asked. */
export const KUBE_VERBS = Object.freeze({
  get: 'get', list: 'list', watch: 'watch', create: 'create', update: 'update', patch: 'patch', delete: 'delete',
  deletecollection: 'deletecollection', escalate: 'escalate', bind: 'bind', impersonate: 'impersonate', approve: 'approve',
  sign: 'sign', force: 'force',
} as const);
export type KubeVerb = keyof typeof KUBE_VERBS;

export const MODULES = Object.freeze({
  clusters: 'clusters', users: 'users', bindings: 'bindings', roles: 'roles', applications: 'applications', releases: 'releases',
  settings: 'settings', self: 'self', tokens: 'tokens', audit: 'audit', tenants: 'tenants', catalog: 'catalog',
  monitoring: 'monitoring', logging: 'logging', registry: 'registry', gitops: 'gitops',
} as const);
export type Module = keyof typeof MODULES;

export const ACTIONS = Object.freeze({
  read: 'read', create: 'create', update: 'update', delete: 'delete', rotate: 'rotate', enable: 'enable', disable: 'disable',
  probe: 'probe', issue: 'issue', revoke: 'revoke', release: 'release', approve: 'approve', run: 'run', rollback: 'rollback',
  sync: 'sync', silence: 'silence', pull: 'pull', push: 'push',
} as const);
export type Action = keyof typeof ACTIONS;

/** Objects of these modules belong to one cluster, so a role on a cluster reaches them. */
export const CLUSTER_MODULES: ReadonlySet<Module> = new Set<Module>([
  'clusters', 'bindings', 'releases', 'audit', 'tenants', 'catalog', 'monitoring', 'logging', 'gitops']);

/** Objects of these modules belong to no cluster, but whoever holds a role on some cluster works with them as the role says. */
export const SHARED_MODULES: ReadonlySet<Module> = new Set<Module>(['applications', 'roles']);

/**
 * One request to a cluster; '' stands for "absent". A request for a path that is no resource (`/version`) has resource ''
 * and the path in `name`.
 */
export interface KubeTuple {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** One request to the platform itself; '' stands for "absent". */
export interface PlatformTuple {
  readonly module: Module;
  readonly action: Action;
  readonly resourceId: string;
  readonly clusterId: string;
}

export type Tuple = KubeTuple | PlatformTuple;

export const isPlatformTuple = (tuple: Tuple): tuple is PlatformTuple => Object.hasOwn(tuple, 'module');

/** A platform tuple from what is known; the rest is absent. */
export const platformTuple = (
  module: Module, action: Action, place: { readonly resourceId?: string; readonly clusterId?: string } = {},
): PlatformTuple => ({ module, action, resourceId: place.resourceId ?? '', clusterId: place.clusterId ?? '' });

/** A Kubernetes tuple from what is known; the rest is absent. */
export const kubeTuple = (known: Pick<KubeTuple, 'verb' | 'resource' | 'cluster'> & Partial<KubeTuple>): KubeTuple => ({
  apiGroup: '', subresource: '', namespace: '', name: '', ...known,
});

/** A tuple for a path that is no resource. */
export const pathTuple = (cluster: string, path: string, verb = 'get'): KubeTuple => kubeTuple({ verb, cluster, resource: '', name: path });

/** A tuple brought to the one form that rules are asked with: subject type, verb and place, all of them plain strings. */
export interface Question {
  readonly kind: 'kube' | 'platform';
  readonly subject: string;
  readonly verb: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
}

export type Fault = 'malformed' | 'unknown-verb' | 'unknown-subject';

export const kubeSubject = (group: string, resource: string, subresource: string): string =>
  `${group}/${resource}${subresource === '' ? '' : `/${subresource}`}`;
export const pathSubject = (path: string): string => `path:${path}`;
export const platformSubject = (module: string): string => `platform:${module}`;

const allStrings = (record: object, fields: readonly string[]): boolean => {
  const values = new Map(Object.entries(record));
  return fields.every((field) => typeof values.get(field) === 'string');
};

const KUBE_FIELDS = ['verb', 'apiGroup', 'resource', 'subresource', 'cluster', 'namespace', 'name'];
const PLATFORM_FIELDS = ['module', 'action', 'resourceId', 'clusterId'];

/**
 * The question a tuple asks, or why it asks none. Types do not bind what came out of JSON: an array in `namespace` matched any of
 * its elements in CASL, so each field is proven to be an own string and copied.
 */
export const questionOf = (tuple: Tuple): Question | Fault => (isPlatformTuple(tuple) ? platformQuestion(tuple) : kubeQuestion(tuple));

const platformQuestion = (tuple: PlatformTuple): Question | Fault => {
  if (!allStrings(tuple, PLATFORM_FIELDS)) return 'malformed';
  if (!Object.hasOwn(MODULES, tuple.module)) return 'unknown-subject';
  if (!Object.hasOwn(ACTIONS, tuple.action)) return 'unknown-verb';
  return { kind: 'platform', subject: platformSubject(tuple.module), verb: tuple.action, cluster: tuple.clusterId, namespace: '',
    name: tuple.resourceId, group: '', resource: tuple.module, subresource: '' };
};

const kubeQuestion = (tuple: KubeTuple): Question | Fault => {
  if (!allStrings(tuple, KUBE_FIELDS) || tuple.cluster === '') return 'malformed';
  if (!Object.hasOwn(KUBE_VERBS, tuple.verb)) return 'unknown-verb';
  if (tuple.resource === '') return pathQuestion(tuple);
  const { verb, apiGroup: group, resource, subresource, cluster, namespace, name } = tuple;
  return { kind: 'kube', subject: kubeSubject(group, resource, subresource), verb, cluster, namespace, name, group, resource, subresource };
};

const pathQuestion = ({ verb, cluster, name, namespace, subresource }: KubeTuple): Question | Fault => {
  if (!name.startsWith('/') || namespace !== '' || subresource !== '') return 'malformed';
  return { kind: 'kube', subject: pathSubject(name), verb, cluster, namespace: '', name: '', group: '', resource: '', subresource: name };
};

/** The tuple in words: `delete pods "web-1" in namespace team-a of cluster c1`. */
export const inWords = (tuple: Tuple): string => (isPlatformTuple(tuple) ? platformWords(tuple) : kubeWords(tuple));

const platformWords = ({ module, action, resourceId, clusterId }: PlatformTuple): string =>
  `${action} ${module}${resourceId === '' ? '' : ` "${resourceId}"`}${clusterId === '' ? '' : ` of cluster ${clusterId}`}`;

const kubeWords = ({ verb, apiGroup, resource, subresource, cluster, namespace, name }: KubeTuple): string => {
  const kind = resource === '' ? name : `${resource}${apiGroup === '' ? '' : `.${apiGroup}`}${subresource === '' ? '' : `/${subresource}`}`;
  const named = resource === '' || name === '' ? '' : ` "${name}"`;
  return `${verb} ${kind}${named}${namespace === '' ? '' : ` in namespace ${namespace}`} of cluster ${cluster}`;
};
