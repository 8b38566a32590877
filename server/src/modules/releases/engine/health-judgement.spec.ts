import { health as healthOf, type KubeObject } from '@hyperkuber/kube';
import { hopelessFailure, inWords, isWaitedFor, isWell, timeoutFailure, worstOf } from './health-judgement.js';

const now = new Date('2026-01-01T00:00:00Z');
const deployment = (conditions: object[], ready = 0): KubeObject => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', generation: 1 }, spec: { replicas: 3 },
  status: { observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: ready, availableReplicas: ready, conditions },
});
const pod = (reason: string): KubeObject => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', labels: {} }, spec: { nodeName: 'node-2', containers: [{ name: 'web' }] },
  status: { phase: 'Pending', containerStatuses: [{ name: 'web', ready: false, restartCount: 3, state: { waiting: { reason } } }] },
});
const judged = (object: KubeObject, pods?: KubeObject[]) => ({ object, health: healthOf(object, { now, pods }) });

describe('health during a release', () => {
  it('fails at once when a quota refuses the pods', () => {
    const refused = judged(deployment([{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'pods "web" is forbidden: exceeded quota: small' }]));
    expect(hopelessFailure([refused])?.failure).toBe('quota-exceeded');
  });

  it('fails at once when a policy refuses the pods', () => {
    const refused = judged(deployment([{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'admission webhook denied the request' }]));
    expect(hopelessFailure([refused])?.failure).toBe('admission-denied');
  });

  it.each([['ImagePullBackOff', 'image-pull-failed'], ['CrashLoopBackOff', 'crash-loop']])('waits with %s until the deadline, then calls it %s', (reason, failure) => {
    const slow = judged(deployment([]), [pod(reason)]);
    expect(isWell(slow.health)).toBe(false);
    expect(hopelessFailure([slow])).toBeUndefined();
    expect(timeoutFailure(slow)).toBe(failure);
    expect(inWords(slow)).toContain('web: 0 of 3 ready');
  });

  it('calls anything else a timeout', () => expect(timeoutFailure(judged(deployment([])))).toBe('health-timeout'));
  it('tells of the worst object', () => expect(worstOf([judged(deployment([], 3)), judged(deployment([]))])?.health.status).not.toBe('Healthy'));

  it.each([['apps/v1', 'Deployment', true], ['batch/v1', 'Job', true], ['v1', 'Service', false], ['autoscaling/v2', 'HorizontalPodAutoscaler', false], ['example.org/v1', 'Service', true]])(
    '%s %s is waited for: %s', (apiVersion, kind, expected) => expect(isWaitedFor({ apiVersion, kind })).toBe(expected));
});
