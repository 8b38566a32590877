import { condition, context, kube } from './fixtures.js';
import { judged } from './health.js';
import { hasHealthRule, health } from './object-health.js';

it.each<[string, object, string, string]>([
  ['nothing to say', {}, 'NotApplicable', 'NotJudged'],
  ['a lag', { observedGeneration: 1, conditions: [condition('Ready', 'True')] }, 'Progressing', 'NotObserved'],
  ['no lag', { observedGeneration: 2, conditions: [condition('Ready', 'True')] }, 'Healthy', 'ConditionTrue'],
  ['Stalled', { conditions: [condition('Stalled', 'True', 'x'), condition('Ready', 'True')] }, 'Degraded', 'Stalled'],
  ['Stalled no more', { conditions: [condition('Stalled', 'False'), condition('Ready', 'True')] }, 'Healthy', 'ConditionTrue'],
  ['Reconciling', { conditions: [condition('Reconciling', 'True'), condition('Ready', 'True')] }, 'Progressing', 'Reconciling'],
  ['Ready unknown', { conditions: [condition('Ready', 'Unknown')] }, 'Progressing', 'ConditionUnknown'],
  ['not Ready yet', { conditions: [condition('Ready', 'False', 'Creating', 60)] }, 'Progressing', 'ConditionFalse'],
  ['just failed', { conditions: [condition('Ready', 'False', 'SyncFailed', 4)] }, 'Progressing', 'ConditionFalse'],
  ['failed for long', { conditions: [condition('Ready', 'False', 'SyncFailed', 6)] }, 'Degraded', 'ConditionFalse'],
  ['denied for long', { conditions: [condition('Ready', 'False', 'AccessDenied', 6)] }, 'Degraded', 'ConditionFalse'],
  ['invalid for long', { conditions: [condition('Ready', 'False', 'InvalidSpec', 6)] }, 'Degraded', 'ConditionFalse'],
  ['Ready about an earlier generation', { conditions: [condition('Ready', 'True', '', 1, { observedGeneration: 1 })] }, 'Progressing', 'NotObserved'],
  ['Available', { conditions: [condition('Available', 'True'), condition('Degraded', 'False')] }, 'Healthy', 'ConditionTrue'],
  ['Available and Degraded', { conditions: [condition('Available', 'True'), condition('Degraded', 'True')] }, 'Degraded', 'ConditionTrue'],
  ['not Available', { conditions: [condition('Available', 'False')] }, 'Progressing', 'ConditionFalse'],
  ['Failed', { conditions: [condition('Failed', 'True')] }, 'Degraded', 'ConditionTrue'],
  ['Synced', { conditions: [condition('Synced', 'True')] }, 'Healthy', 'ConditionTrue'],
  ['a phase', { phase: 'Running' }, 'Healthy', 'Reported'],
  ['a bad state', { state: 'ERROR' }, 'Degraded', 'Reported'],
  ['a health in words', { health: 'yellow' }, 'Progressing', 'Reported'],
  ['a health with a status', { health: { status: 'Paused' } }, 'Suspended', 'Reported'],
  ['a word nobody knows', { phase: 'Purple' }, 'NotApplicable', 'NotJudged'],
])('a custom resource with %s', (_what, status, expected, reason) => {
  expect(health(kube('example.com/v1', 'Database', { metadata: { generation: 2 }, status }), context())).toMatchObject({ status: expected, reason });
});

it('asks the rule of the administrator before it guesses, never before a rule of its own', () => {
  const rule = () => judged('Degraded', 'Reported', { word: 'by rule' });
  expect(health(kube('example.com/v1', 'Database', { status: { phase: 'Running' } }), context({ rule })).message).toBe('reports by rule');
  expect(health(kube('v1', 'PersistentVolume', { status: { phase: 'Bound' } }), context({ rule })).status).toBe('Healthy');
});

it('knows which kinds have a rule', () => {
  const has = (apiVersion: string, kind: string) => hasHealthRule({ apiVersion, kind });
  expect([has('apps/v1', 'Deployment'), has('v1', 'ConfigMap'), has('example.com/v1', 'Deployment'), has('example.com/v1', 'Database')]).toEqual([true, false, false, false]);
});

it.each<[string, string, object, object, string]>([
  ['argoproj.io/v1alpha1', 'Application', {}, { health: { status: 'Healthy' }, sync: { status: 'OutOfSync' } }, 'Healthy'],
  ['argoproj.io/v1alpha1', 'Application', {}, { health: { status: 'Healthy' }, operationState: { phase: 'Running' } }, 'Progressing'],
  ['argoproj.io/v1alpha1', 'Application', {}, { health: { status: 'Healthy' }, operationState: { phase: 'Failed' } }, 'Degraded'],
  ['argoproj.io/v1alpha1', 'Application', {}, { health: { status: 'Missing' } }, 'Missing'],
  ['argoproj.io/v1alpha1', 'Application', {}, {}, 'Progressing'],
  ['argoproj.io/v1alpha1', 'Rollout', {}, { phase: 'Healthy' }, 'Healthy'],
  ['argoproj.io/v1alpha1', 'Rollout', {}, { phase: 'Paused' }, 'Suspended'],
  ['argoproj.io/v1alpha1', 'Rollout', {}, { phase: 'Degraded', abort: true }, 'Degraded'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { suspend: true }, { conditions: [condition('Ready', 'True')] }, 'Suspended'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', {}, { conditions: [condition('Ready', 'True')] }, 'Healthy'],
  ['source.toolkit.fluxcd.io/v1', 'GitRepository', {}, {}, 'Progressing'],
  ['external-secrets.io/v1', 'ExternalSecret', {}, { conditions: [condition('Ready', 'False', 'SecretSyncedError', 10)] }, 'Degraded'],
  ['monitoring.coreos.com/v1', 'Prometheus', {}, { conditions: [condition('Available', 'True'), condition('Reconciled', 'True')] }, 'Healthy'],
  ['route.openshift.io/v1', 'Route', {}, { ingress: [{ conditions: [condition('Admitted', 'True')] }] }, 'Healthy'],
  ['route.openshift.io/v1', 'Route', {}, { ingress: [{ conditions: [condition('Admitted', 'False', 'HostAlreadyClaimed')] }] }, 'Degraded'],
  ['route.openshift.io/v1', 'Route', {}, {}, 'Progressing'],
  ['apps.openshift.io/v1', 'DeploymentConfig', { replicas: 1 }, { availableReplicas: 1 }, 'Healthy'],
  ['apps.openshift.io/v1', 'DeploymentConfig', { replicas: 2 }, { availableReplicas: 1 }, 'Progressing'],
  ['apps.openshift.io/v1', 'DeploymentConfig', { replicas: 1 }, { conditions: [condition('Progressing', 'False', 'ProgressDeadlineExceeded')] }, 'Degraded'],
  ['apps.openshift.io/v1', 'DeploymentConfig', { replicas: 0 }, {}, 'Suspended'],
])('%s %s with %j and %j is %s', (apiVersion, kind, spec, status, expected) => {
  expect(health(kube(apiVersion, kind, { spec, status }), context()).status).toBe(expected);
});
