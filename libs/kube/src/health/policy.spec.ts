import { condition, context, kube } from './fixtures.js';
import { health } from './object-health.js';

describe('an autoscaler', () => {
  const of = (current: number, ...conditions: object[]) => health(kube('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { minReplicas: 2, maxReplicas: 5 }, status: { currentReplicas: current, conditions } }), context());
  const able = condition('AbleToScale', 'True', 'ReadyForNewScale');

  it.each<[string, object[], number, object]>([
    ['new', [], 0, { status: 'Progressing' }],
    ['without target', [condition('AbleToScale', 'False', 'FailedGetScale')], 0, { status: 'Degraded', reason: 'ScaleTargetUnreadable' }],
    ['backing off', [condition('AbleToScale', 'False', 'BackoffDownscale'), condition('ScalingActive', 'True')], 3, { status: 'Healthy' }],
    ['without metrics', [able, condition('ScalingActive', 'False', 'FailedGetResourceMetric')], 3, { status: 'Degraded', reason: 'MetricsUnavailable' }],
    ['with a broken selector', [able, condition('ScalingActive', 'False', 'InvalidSelector')], 3, { status: 'Degraded' }],
    ['switched off', [able, condition('ScalingActive', 'False', 'ScalingDisabled')], 0, { status: 'Suspended' }],
    ['at its maximum', [able, condition('ScalingLimited', 'True', 'TooManyReplicas')], 5, { status: 'Healthy', flags: ['AtMax'] }],
    ['limited below its maximum', [able, condition('ScalingLimited', 'True', 'TooFewReplicas')], 2, { status: 'Healthy', flags: [], message: '2 replicas, between 2 and 5' }],
  ])('that is %s', (_what, conditions, current, expected) => {
    expect(of(current, ...conditions)).toMatchObject(expected);
  });

  it('of another kind is judged by its own conditions', () => {
    const vertical = (type: string) => health(kube('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', { status: { conditions: [condition(type, 'True')] } }), context()).status;
    expect([vertical('RecommendationProvided'), vertical('ConfigUnsupported'), vertical('Other')]).toEqual(['Healthy', 'Degraded', 'Progressing']);
    const scaled = (status: string, annotations: object = {}) => health(kube('keda.sh/v1alpha1', 'ScaledObject', { metadata: { annotations }, status: { conditions: [condition('Ready', status)] } }), context()).status;
    expect([scaled('True'), scaled('False'), scaled('Unknown'), scaled('True', { 'autoscaling.keda.sh/paused': 'true' })]).toEqual(['Healthy', 'Degraded', 'Progressing', 'Suspended']);
  });
});

it.each<[string, object | undefined, object]>([
  ['new', undefined, { status: 'Progressing' }],
  ['not computable', { conditions: [condition('DisruptionAllowed', 'False', 'SyncFailed')] }, { status: 'Degraded', reason: 'BudgetSyncFailed' }],
  ['broken', { currentHealthy: 1, desiredHealthy: 2, expectedPods: 3 }, { status: 'Degraded', message: '1 of 2 pods healthy' }],
  ['exact', { currentHealthy: 2, desiredHealthy: 2, expectedPods: 2, disruptionsAllowed: 0 }, { status: 'Healthy', flags: ['BlocksDrain'] }],
  ['kept', { currentHealthy: 3, desiredHealthy: 2, expectedPods: 3, disruptionsAllowed: 1 }, { status: 'Healthy', flags: [] }],
  ['about no pod', { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, disruptionsAllowed: 0 }, { status: 'Healthy', flags: [] }],
])('a disruption budget that is %s', (_what, status, expected) => {
  expect(health(kube('policy/v1', 'PodDisruptionBudget', status ? { status } : {}), context())).toMatchObject(expected);
});

it.each<[string, object, object, object]>([
  ['free', { cpu: '4' }, { cpu: '1500m' }, { status: 'Healthy', flags: [] }],
  ['nearly full', { cpu: '4', memory: '10Gi' }, { cpu: '1', memory: '9Gi' }, { status: 'Healthy', flags: ['NearlyFull'] }],
  ['full', { cpu: '4', pods: '10' }, { cpu: '4000m', pods: '3' }, { status: 'Degraded', reason: 'QuotaFull', message: 'cpu used up' }],
  ['forbidding what nobody uses', { 'services.loadbalancers': '0' }, { 'services.loadbalancers': '0' }, { status: 'Healthy', flags: [] }],
  ['not computed', {}, {}, { status: 'Progressing' }],
])('a quota that is %s', (_what, hard, used, expected) => {
  expect(health(kube('v1', 'ResourceQuota', { spec: { hard: { cpu: '4' } }, status: { hard, used } }), context())).toMatchObject(expected);
});
