import { condition, context, kube, pod } from './fixtures.js';
import type { HealthContext } from './health-context.js';
import { health } from './object-health.js';

const late = kube('storage.k8s.io/v1', 'StorageClass', { rest: { volumeBindingMode: 'WaitForFirstConsumer' } });
const early = kube('storage.k8s.io/v1', 'StorageClass', { rest: { volumeBindingMode: 'Immediate' } });
const failure = kube('v1', 'Event', { rest: { reason: 'ProvisioningFailed', message: 'no space' } });

it.each<[string, object, Partial<HealthContext>, object]>([
  ['lost', { phase: 'Lost' }, {}, { status: 'Degraded', reason: 'ClaimLost' }],
  ['bound', { phase: 'Bound' }, {}, { status: 'Healthy', message: 'bound to pv-1', flags: [] }],
  ['being resized', { phase: 'Bound', conditions: [condition('Resizing', 'True')] }, {}, { status: 'Progressing', reason: 'ClaimResizing' }],
  ['resized before', { phase: 'Bound', conditions: [condition('Resizing', 'False')] }, {}, { status: 'Healthy' }],
  ['waiting for a restart to grow', { phase: 'Bound', conditions: [condition('FileSystemResizePending', 'True')] }, {}, { status: 'Healthy', flags: ['FileSystemResizePending'] }],
  ['impossible to resize', { phase: 'Bound', conditions: [condition('ControllerResizeError', 'True', 'Full')] }, {}, { status: 'Degraded', message: 'cannot be resized: Full' }],
  ['waiting for its first pod', { phase: 'Pending' }, { storageClass: late }, { status: 'Suspended', reason: 'WaitingForConsumer' }],
  ['pending with a pod', { phase: 'Pending' }, { storageClass: late, pods: [pod({})] }, { status: 'Progressing', reason: 'ClaimPending' }],
  ['pending', { phase: 'Pending' }, { storageClass: early }, { status: 'Progressing', reason: 'ClaimPending' }],
  ['impossible to provision', { phase: 'Pending' }, { storageClass: early, events: [failure] }, { status: 'Degraded', message: 'no volume can be provisioned: no space' }],
  ['brand new', {}, {}, { status: 'Progressing' }],
])('a claim that is %s', (_what, status, more, expected) => {
  expect(health(kube('v1', 'PersistentVolumeClaim', { spec: { volumeName: 'pv-1' }, status }), context(more))).toMatchObject(expected);
});

it.each([['Available', 'Healthy'], ['Bound', 'Healthy'], ['Released', 'Suspended'], ['Failed', 'Degraded'], ['Pending', 'Progressing'], [undefined, 'Progressing']])('a volume in phase %s is %s', (phase, status) => {
  expect(health(kube('v1', 'PersistentVolume', { status: { phase } }), context()).status).toBe(status);
});

it.each<[object, string]>([[{}, 'Progressing'], [{ readyToUse: false }, 'Progressing'], [{ readyToUse: true }, 'Healthy'], [{ readyToUse: false, error: { message: 'x' } }, 'Degraded']])('a snapshot with %j is %s', (status, expected) => {
  expect(health(kube('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', { status }), context()).status).toBe(expected);
});
