import { condition, context, kube, minutesAgo, NOW, READY } from './fixtures.js';
import type { HealthContext } from './health-context.js';
import { health } from './object-health.js';

it.each<[string, object[], object, object]>([
  ['ready', [READY, condition('MemoryPressure', 'False')], {}, { status: 'Healthy', flags: [] }],
  ['silent', [condition('Ready', 'Unknown', 'NodeStatusUnknown')], {}, { status: 'Unknown', reason: 'NodeSilent' }],
  ['new', [], {}, { status: 'Unknown' }],
  ['not ready', [condition('Ready', 'False', 'KubeletNotReady')], {}, { status: 'Degraded', message: 'not ready: KubeletNotReady' }],
  ['short of memory and disk', [READY, condition('MemoryPressure', 'True'), condition('DiskPressure', 'True')], {}, { status: 'Degraded', message: 'MemoryPressure, DiskPressure' }],
  ['without network', [READY, condition('NetworkUnavailable', 'True')], {}, { status: 'Degraded' }],
  ['cordoned', [READY], { unschedulable: true }, { status: 'Suspended', reason: 'NodeCordoned' }],
])('a Node that is %s', (_what, conditions, spec, expected) => {
  expect(health(kube('v1', 'Node', { spec, status: { conditions } }), context())).toMatchObject(expected);
});

it.each([['v1.30.4', 'v1.33.0', []], ['v1.29.9', 'v1.33.0-gke.1', ['VersionSkew']], ['v1.29.9', undefined, []], ['odd', 'v1.33.0', []]])('a kubelet %s below a server %s is flagged %j', (kubeletVersion, serverVersion, flags) => {
  expect(health(kube('v1', 'Node', { status: { conditions: [READY], nodeInfo: { kubeletVersion } } }), context({ serverVersion })).flags).toEqual(flags);
});

it.each<[string, object, object, object, object]>([
  ['active', {}, {}, { phase: 'Active' }, { status: 'Healthy', reason: 'NamespaceActive' }],
  ['going', {}, { finalizers: ['kubernetes'] }, { phase: 'Terminating' }, { status: 'Terminating', message: 'being deleted, waiting for kubernetes' }],
  ['stuck', { deletionTimestamp: minutesAgo(20) }, { finalizers: ['kubernetes'] }, { phase: 'Terminating', conditions: [condition('NamespaceDeletionContentFailure', 'True'), condition('NamespaceFinalizersRemaining', 'True')] },
    { status: 'Terminating', flags: ['StuckFinalizer', 'DeletionFailed', 'FinalizersRemaining'] }],
])('a Namespace that is %s', (_what, metadata, spec, status, expected) => {
  expect(health(kube('v1', 'Namespace', { metadata, spec, status }), context())).toMatchObject(expected);
});

it.each<[string, object[], string]>([
  ['established', [condition('NamesAccepted', 'True'), condition('Established', 'True')], 'Healthy'],
  ['taking a name twice', [condition('NamesAccepted', 'False', 'ListKindConflict'), condition('Established', 'True')], 'Degraded'],
  ['without a structural schema', [condition('Established', 'True'), condition('NonStructuralSchema', 'True')], 'Degraded'],
  ['being installed', [condition('NamesAccepted', 'True'), condition('Established', 'False', 'Installing')], 'Progressing'],
  ['new', [], 'Progressing'],
])('a definition that is %s', (_what, conditions, status) => {
  expect(health(kube('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { status: { conditions } }), context()).status).toBe(status);
});

it.each<[string, object[], string]>([
  ['available', [condition('Available', 'True')], 'Healthy'],
  ['unavailable for a minute', [condition('Available', 'False', 'MissingEndpoints', 1)], 'Progressing'],
  ['unavailable', [condition('Available', 'False', 'MissingEndpoints', 3)], 'Degraded'],
])('an APIService that is %s', (_what, conditions, status) => {
  expect(health(kube('apiregistration.k8s.io/v1', 'APIService', { status: { conditions } }), context()).status).toBe(status);
});

describe('a webhook configuration', () => {
  const service = kube('v1', 'Service', { metadata: { name: 'hook', namespace: 'sys' } });
  const slice = (ready: boolean) => kube('discovery.k8s.io/v1', 'EndpointSlice', { metadata: { name: 'hook-1', namespace: 'sys', labels: { 'kubernetes.io/service-name': 'hook' } }, rest: { endpoints: [{ conditions: { ready } }] } });
  const calling = (failurePolicy?: string) => ({ webhooks: [{ name: 'check', clientConfig: { service: { name: 'hook', namespace: 'sys' } }, ...(failurePolicy ? { failurePolicy } : {}) }] });
  const soon = new Date(NOW.getTime() + 3 * 86_400_000);

  it.each<[string, object, Partial<HealthContext>, object]>([
    ['not looked into', calling(), {}, { status: 'NotApplicable' }],
    ['served', calling(), { services: [service], endpointSlices: [slice(true)] }, { status: 'Healthy', flags: [] }],
    ['without service', calling(), { services: [] }, { status: 'Degraded', flags: ['BlocksApi'], message: 'webhook check calls service sys/hook, which does not exist' }],
    ['without a ready pod', calling('Fail'), { services: [service], endpointSlices: [slice(false)] }, { status: 'Degraded', flags: ['BlocksApi'] }],
    ['ignored', calling('Ignore'), { services: [] }, { status: 'Healthy', flags: ['WebhookNotServed'] }],
    ['at an address outside', { webhooks: [{ clientConfig: { url: 'https://x' } }] }, { services: [] }, { status: 'Healthy' }],
    ['with an expired certificate', calling(), { services: [service], certificateExpiresAt: NOW }, { status: 'Degraded', reason: 'CertificateExpired' }],
    ['with a certificate that expires soon', calling(), { services: [service], certificateExpiresAt: soon }, { status: 'Healthy', flags: ['Expiring'] }],
  ])('that is %s', (_what, rest, more, expected) => {
    for (const kind of ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']) {
      expect(health(kube('admissionregistration.k8s.io/v1', kind, { rest }), context(more))).toMatchObject(expected);
    }
  });
});

it.each([
  ['v1', 'ConfigMap'], ['v1', 'ServiceAccount'], ['v1', 'LimitRange'], ['v1', 'Event'], ['v1', 'Secret'], ['rbac.authorization.k8s.io/v1', 'Role'], ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['storage.k8s.io/v1', 'StorageClass'], ['scheduling.k8s.io/v1', 'PriorityClass'], ['networking.k8s.io/v1', 'IngressClass'], ['networking.k8s.io/v1', 'NetworkPolicy'], ['coordination.k8s.io/v1', 'Lease'], ['node.k8s.io/v1', 'RuntimeClass'],
])('%s %s has no health', (apiVersion, kind) => {
  expect(health(kube(apiVersion, kind, { status: { phase: 'Failed' } }), context()).status).toBe('NotApplicable');
});
