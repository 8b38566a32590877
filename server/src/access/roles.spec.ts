import type { GrantScope } from './grant.js';
import { compilePolicy } from './policy.js';
import { faultsOfRule } from './rule.js';
import { BUILT_IN_ROLES, SCOPE_OF_BUILT_IN, selfRole, type BuiltInRoleId } from './roles.js';
import { kubeTuple, pathTuple, platformTuple, type Action, type KubeTuple, type Module, type Tuple } from './tuple.js';

const now = new Date('2026-01-01T00:00:00Z');
const ROLES: readonly BuiltInRoleId[] = ['platform-admin', 'platform-auditor', 'cluster-admin', 'cluster-operator', 'cluster-viewer'];

/** Who may, in the order of ROLES: administrator, auditor, cluster admin, cluster operator, cluster viewer. `x` may, `-` may not. */
type Row = readonly [unit: string, who: string, tuple: Tuple];

const k = (verb: string, kind: string, rest: Partial<KubeTuple> = {}): KubeTuple => {
  const [resourceAndGroup = '', subresource = ''] = kind.split('/');
  const [resource = '', ...group] = resourceAndGroup.split('.');
  return kubeTuple({ verb, resource, apiGroup: group.join('.'), subresource, cluster: 'c1', namespace: 'team-a', name: 'x', ...rest });
};
const clusterWide = { namespace: '', name: 'x' };
const p = (module: Module, action: Action, clusterId = 'c1'): Tuple => platformTuple(module, action, { clusterId, resourceId: 'r1' });
const rbac = 'rbac.authorization.k8s.io';

const MATRIX: readonly Row[] = [
  ['workloads', 'xxxxx', k('list', 'deployments.apps', { name: '' })],
  ['workloads', 'x-xx-', k('create', 'deployments.apps', { name: '' })],
  ['workloads', 'x-xx-', k('patch', 'deployments.apps')],
  ['workloads', 'x-xx-', k('patch', 'deployments.apps/scale')],
  ['workloads', 'x-xx-', k('delete', 'pods')],
  ['workloads', 'x-xx-', k('create', 'pods/eviction')],
  ['jobs', 'x-xx-', k('create', 'jobs.batch')],
  ['services', 'xxxxx', k('get', 'services')],
  ['services', 'x-xx-', k('update', 'services')],
  ['routes', 'x-xx-', k('update', 'httproutes.gateway.networking.k8s.io')],
  ['network policies', 'x-xx-', k('delete', 'networkpolicies.networking.k8s.io')],
  ['configmaps', 'xxxxx', k('get', 'configmaps')],
  ['configmaps', 'x-x--', k('update', 'configmaps')],
  ['secret data', 'x-x--', k('get', 'secrets')],
  ['secret data', 'x-x--', k('list', 'secrets', { name: '' })],
  ['secret data', 'x-x--', k('watch', 'secrets', { name: '', namespace: '' })],
  ['secret data', 'x-x--', k('patch', 'secrets')],
  ['secret metadata', 'xxxxx', k('list', 'secrets/metadata', { name: '' })],
  ['exec', 'x-x--', k('create', 'pods/exec')],
  ['exec', 'x-x--', k('get', 'pods/exec')],
  ['attach', 'x-x--', k('create', 'pods/attach')],
  ['port-forward', 'x-x--', k('create', 'pods/portforward')],
  ['debug', 'x-x--', k('patch', 'pods/ephemeralcontainers')],
  ['proxy', 'x-x--', k('get', 'nodes/proxy', clusterWide)],
  ['proxy', 'x-x--', k('get', 'services/proxy')],
  ['proxy', 'x-x--', k('get', 'pods/proxy')],
  ['token', 'x-x--', k('create', 'serviceaccounts/token')],
  ['logs', 'xxxxx', k('get', 'pods/log')],
  ['events', 'xxxxx', k('list', 'events', { name: '' })],
  ['metrics', 'xxxxx', k('list', 'pods.metrics.k8s.io', { name: '' })],
  ['PVC', 'xxxxx', k('get', 'persistentvolumeclaims')],
  ['PVC', 'x-xx-', k('create', 'persistentvolumeclaims')],
  ['PV', 'xxxxx', k('get', 'persistentvolumes', clusterWide)],
  ['PV', 'x-x--', k('create', 'persistentvolumes', clusterWide)],
  ['classes', 'x-x--', k('update', 'storageclasses.storage.k8s.io', clusterWide)],
  ['namespaces', 'xxxxx', k('list', 'namespaces', { namespace: '', name: '' })],
  ['namespaces', 'x-x--', k('create', 'namespaces', { namespace: '' })],
  ['namespaces', 'x-x--', k('delete', 'namespaces', { namespace: 'x' })],
  ['namespaces', 'x-x--', k('update', 'namespaces/finalize', { namespace: 'x' })],
  ['quota', 'xxxxx', k('get', 'resourcequotas')],
  ['quota', 'x-x--', k('update', 'resourcequotas')],
  ['quota', 'x-x--', p('tenants', 'update')],
  ['quota', 'xxxxx', p('tenants', 'read')],
  ['members', 'xxx--', p('bindings', 'read')],
  ['members', 'x-x--', p('bindings', 'create')],
  ['members', 'x----', p('bindings', 'create', 'c2')],
  ['members', 'x----', p('bindings', 'create', '')],
  ['RBAC', 'xxxxx', k('list', `clusterroles.${rbac}`, { namespace: '', name: '' })],
  ['RBAC', 'x-x--', k('create', `rolebindings.${rbac}`)],
  ['RBAC', 'x-x--', k('escalate', `clusterroles.${rbac}`, clusterWide)],
  ['impersonate', '-----', k('impersonate', 'users', clusterWide)],
  ['CRD', 'xxxxx', k('get', 'customresourcedefinitions.apiextensions.k8s.io', clusterWide)],
  ['CRD', 'x-x--', k('create', 'customresourcedefinitions.apiextensions.k8s.io', clusterWide)],
  ['webhooks', 'xxxxx', k('get', 'validatingwebhookconfigurations.admissionregistration.k8s.io', clusterWide)],
  ['webhooks', 'x-x--', k('patch', 'mutatingwebhookconfigurations.admissionregistration.k8s.io', clusterWide)],
  ['VAP', 'x-x--', k('delete', 'validatingadmissionpolicies.admissionregistration.k8s.io', clusterWide)],
  ['reviews', 'x-x--', k('create', 'subjectaccessreviews.authorization.k8s.io', clusterWide)],
  ['reviews', 'x-x--', k('create', 'tokenreviews.authentication.k8s.io', clusterWide)],
  ['nodes', 'xxxxx', k('get', 'nodes', clusterWide)],
  ['nodes', 'x-xx-', k('patch', 'nodes', clusterWide)],
  ['nodes', 'x-x--', k('delete', 'nodes', clusterWide)],
  ['another cluster', 'xx---', k('get', 'pods', { cluster: 'c2' })],
  ['another cluster', 'x----', k('delete', 'pods', { cluster: 'c2' })],
  ['cluster insides', 'x-x--', pathTuple('c1', '/metrics')],
  ['cluster discovery', 'xxxxx', pathTuple('c1', '/openapi/v3')],
  ['releases', 'xxx-x', p('releases', 'read')],
  ['releases', 'x-x--', p('releases', 'create')],
  ['releases', 'x-x--', p('releases', 'approve')],
  ['releases', 'x-x--', p('releases', 'run')],
  ['releases', 'x-x--', p('releases', 'rollback')],
  ['releases', 'x----', p('releases', 'create', 'c2')],
  ['applications', 'x-x--', platformTuple('applications', 'create')],
  ['applications', 'xxxxx', platformTuple('applications', 'read')],
  ['applications', 'x----', platformTuple('applications', 'delete', { resourceId: 'r1' })],
  ['gitops', 'xxx-x', p('gitops', 'read')],
  ['gitops', 'x-x--', p('gitops', 'update')],
  ['registry', 'xx---', p('registry', 'read')],
  ['registry', 'x----', p('registry', 'push')],
  ['alert rules', 'xxxxx', p('monitoring', 'read')],
  ['alert rules', 'x-xx-', p('monitoring', 'update')],
  ['silences', 'x-xx-', p('monitoring', 'silence')],
  ['log search', 'xxxxx', p('logging', 'read')],
  ['audit log', 'xxx--', p('audit', 'read')],
  ['audit log', 'xx---', p('audit', 'read', 'c2')],
  ['platform settings', 'xx---', platformTuple('settings', 'read')],
  ['platform settings', 'x----', platformTuple('settings', 'update')],
  ['clusters', 'xxxxx', p('clusters', 'read')],
  ['clusters', 'xx---', p('clusters', 'read', 'c2')],
  ['clusters', 'x----', platformTuple('clusters', 'create')],
  ['clusters', 'x-x--', p('clusters', 'rotate')],
  ['clusters', 'x----', p('clusters', 'delete')],
  ['users', 'xx---', platformTuple('users', 'read')],
  ['users', 'x----', platformTuple('users', 'create')],
  ['tokens of others', 'x----', platformTuple('tokens', 'read', { resourceId: 'somebody' })],
];

const policies = ROLES.map((roleId) => {
  const scope: GrantScope = SCOPE_OF_BUILT_IN[roleId] === 'platform' ? { kind: 'platform' } : { kind: 'cluster', clusterId: 'c1' };
  return compilePolicy([{ bindingId: 'b1', roleId, scope }], BUILT_IN_ROLES, now);
});

describe('the built-in roles', () => {
  it.each(MATRIX.map(([unit, who, tuple]) => ({ unit, who, tuple, what: JSON.stringify(Object.values(tuple)) })))(
    'give $unit as tabulated: $what', ({ who, tuple }) => {
      expect(policies.map((policy) => (policy.decide(tuple).allowed ? 'x' : '-')).join('')).toBe(who);
    });

  it('have rules without faults, apart from what only administrators may say', () => {
    expect(BUILT_IN_ROLES.flatMap(({ rules }) => rules.flatMap((rule) => faultsOfRule(rule)))).toEqual([]);
  });

  it('let everybody see to their own account and to no other', () => {
    const policy = compilePolicy([{ bindingId: 'self', roleId: 'self', scope: { kind: 'platform' } }], [selfRole('u1')], now);
    expect(policy.mayEver('self', 'update')).toBe(true);
    expect(policy.decide(platformTuple('tokens', 'revoke', { resourceId: 'u1' })).allowed).toBe(true);
    expect(policy.decide(platformTuple('tokens', 'revoke', { resourceId: 'u2' })).allowed).toBe(false);
    expect(policy.decide(platformTuple('tokens', 'read')).allowed).toBe(false);
  });
});
