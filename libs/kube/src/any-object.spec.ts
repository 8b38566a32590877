import fc from 'fast-check';
import { applyOrder, pruneOrder } from './apply-order.js';
import { diffObjects, diffValues } from './diff.js';
import { HEALTH_STATUSES } from './health/health.js';
import { health } from './health/object-health.js';
import type { KubeObject } from './kube-object.js';
import { fieldsOwnedBy, ownersOf } from './managed-fields.js';
import { maskChanges, maskSecrets } from './mask.js';
import { podStatus } from './pod-status.js';
import { labelSelector, matchesSelector, parseSelector } from './selector.js';

const KINDS = [
  ['v1', 'Pod'], ['apps/v1', 'Deployment'], ['apps/v1', 'ReplicaSet'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['batch/v1', 'Job'], ['batch/v1', 'CronJob'], ['v1', 'Service'],
  ['v1', 'Endpoints'], ['discovery.k8s.io/v1', 'EndpointSlice'], ['networking.k8s.io/v1', 'Ingress'], ['gateway.networking.k8s.io/v1', 'Gateway'], ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['v1', 'PersistentVolumeClaim'], ['v1', 'PersistentVolume'], ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['policy/v1', 'PodDisruptionBudget'], ['v1', 'ResourceQuota'], ['v1', 'Node'], ['v1', 'Namespace'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'], ['apiregistration.k8s.io/v1', 'APIService'], ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'], ['v1', 'Secret'], ['example.com/v1', 'Thing'],
];
const KEYS = ['conditions', 'type', 'status', 'reason', 'phase', 'replicas', 'containers', 'containerStatuses', 'initContainerStatuses', 'state', 'waiting', 'terminated', 'name', 'hard', 'used', 'listeners', 'parents', 'data', 'selector', 'schedule',
  'lastScheduleTime', 'lastTransitionTime', 'loadBalancer', 'ingress', 'rules', 'http', 'paths', 'backend', 'service', '__proto__', 'constructor', 'length'];

const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom<unknown>(null, true, 0, 3, -1, '', 'True', 'False', 'Unknown', 'Ready', 'Running', 'Pending', '2024-01-01T00:00:00Z', '*/5 * * * *', 'x'), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 })),
}));

const object: fc.Arbitrary<KubeObject> = fc.record({ type: fc.constantFrom(...KINDS), spec: json, status: json, metadata: json, rest: json }).map(({ type, spec, status, metadata, rest }) => {
  const [apiVersion, kind] = type;
  const extra = typeof metadata === 'object' && !Array.isArray(metadata) ? metadata : {};
  return { endpoints: rest, subsets: rest, webhooks: rest, data: rest, apiVersion, kind, metadata: { labels: rest, annotations: rest, managedFields: rest, ...extra, name: 'a' }, spec, status } as unknown as KubeObject;
});
const now = new Date('2024-06-01T12:00:00Z');

it('any object the API server might send is judged without throwing', () => {
  fc.assert(fc.property(object, fc.array(object, { maxLength: 3 }), (subject, others) => {
    const result = health(subject, { now, pods: others, jobs: others, workloads: others, endpointSlices: others, services: others, events: others, storageClass: others[0], secretNames: new Set() });
    expect(HEALTH_STATUSES).toContain(result.status);
    expect(result.message).not.toContain('{');
    expect(typeof podStatus(subject).word).toBe('string');
    matchesSelector(labelSelector(subject['spec']), subject.metadata.labels);
  }), { numRuns: 600, interruptAfterTimeLimit: 15_000 });
});

it('any two objects are compared, masked and put in order without throwing', () => {
  fc.assert(fc.property(object, object, (before, after) => {
    expect(diffObjects(before, before)).toEqual([]);
    const changes = diffObjects(before, after);
    expect(maskChanges(changes, after, () => '01234567')).toHaveLength(changes.length);
    expect(diffValues(maskSecrets(before, () => '01234567'), maskSecrets(before, () => '01234567'))).toEqual([]);
    expect(applyOrder([before, after]).flat()).toHaveLength(2);
    expect(pruneOrder([before, after]).flat()).toHaveLength(2);
    fieldsOwnedBy(before, 'x');
    ownersOf(before, 'spec');
  }), { numRuns: 600, interruptAfterTimeLimit: 15_000 });
});

it('any text is refused or read as a selector', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => typeof parseSelector(text).ok === 'boolean'));
});
