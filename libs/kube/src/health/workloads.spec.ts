import type { KubeObject } from '../kube-object.js';
import { condition, context, kube, minutesAgo, NOT_READY, pod, READY, running, waiting } from './fixtures.js';
import { health } from './object-health.js';

type Case = [string, { spec?: object; status?: object; generation?: number }, KubeObject[] | undefined, string, string, string];

const crashing = pod({ name: 'web-0', conditions: [NOT_READY], containers: [waiting('CrashLoopBackOff')] });
const unpulled = pod({ name: 'web-1', phase: 'Pending', containers: [waiting('ImagePullBackOff')] });
const starting = pod({ name: 'web-2', conditions: [NOT_READY], containers: [running(false)] });
const fine = pod({ name: 'web-3', conditions: [READY], containers: [running()] });
const counts = (replicas: number, updated = replicas, available = replicas): object => ({ replicas, updatedReplicas: updated, availableReplicas: available, readyReplicas: available });
const judge = (apiVersion: string, kind: string, [, parts, pods, status, reason, message]: Case): void => {
  const object = kube(apiVersion, kind, { metadata: { generation: parts.generation }, ...parts });
  expect(health(object, context({ pods }))).toMatchObject({ status, reason, message });
};

describe('a Deployment', () => {
  it.each<Case>([
    ['paused', { spec: { paused: true, replicas: 2 }, status: counts(2) }, undefined, 'Suspended', 'RolloutPaused', 'rollout is paused'],
    ['not observed', { generation: 2, spec: { replicas: 1 }, status: { observedGeneration: 1, ...counts(1) } }, undefined, 'Progressing', 'NotObserved', 'the controller has not seen the latest change'],
    ['past its deadline', { spec: { replicas: 2 }, status: { ...counts(2, 1, 1), conditions: [condition('Progressing', 'False', 'ProgressDeadlineExceeded')] } }, [unpulled], 'Degraded', 'RolloutTimedOut', 'rollout passed its deadline, 1 of 2 ready, image cannot be pulled on node-2'],
    ['refused by a quota', { spec: { replicas: 2 }, status: { ...counts(0), conditions: [condition('ReplicaFailure', 'True', 'FailedCreate', 1, { message: 'exceeded quota: small' })] } }, undefined, 'Degraded', 'PodsRefused', 'pods cannot be created: exceeded quota: small'],
    ['refused before, no longer', { spec: { replicas: 1 }, status: { ...counts(1), conditions: [condition('ReplicaFailure', 'False')] } }, undefined, 'Healthy', 'AllReady', '1 of 1 ready'],
    ['updating', { spec: { replicas: 3 }, status: counts(3, 1, 3) }, undefined, 'Progressing', 'NotAllUpdated', '1 of 3 updated'],
    ['removing old pods', { spec: { replicas: 3 }, status: counts(4, 3, 3) }, undefined, 'Progressing', 'OldPodsRemain', '1 old pods still running'],
    ['starting', { spec: { replicas: 3 }, status: counts(3, 3, 1) }, [fine, unpulled, starting], 'Progressing', 'NotAllReady', '1 of 3 ready, image cannot be pulled on node-2'],
    ['crashing long after its rollout', { spec: { replicas: 1 }, status: { ...counts(1, 1, 0), conditions: [condition('Progressing', 'True', 'NewReplicaSetAvailable', 900)] } }, [crashing], 'Degraded', 'NotAllReady', '0 of 1 ready, container app keeps crashing on node-2'],
    ['restarting long after its rollout', { spec: { replicas: 1 }, status: { ...counts(1, 1, 0), conditions: [condition('Progressing', 'True', 'NewReplicaSetAvailable', 900)] } }, [starting], 'Progressing', 'NotAllReady', '0 of 1 ready'],
    ['scaled to zero', { spec: { replicas: 0 }, status: {} }, undefined, 'Suspended', 'ScaledToZero', 'scaled to 0'],
    ['ready', { generation: 3, spec: { replicas: 3 }, status: { observedGeneration: 3, ...counts(3) } }, undefined, 'Healthy', 'AllReady', '3 of 3 ready'],
    ['ready with the default of one', { status: counts(1) }, undefined, 'Healthy', 'AllReady', '1 of 1 ready'],
  ])('that is %s', (...row) => { judge('apps/v1', 'Deployment', row); });
});

describe.each([['apps/v1', 'ReplicaSet'], ['v1', 'ReplicationController']])('in %s a %s', (apiVersion, kind) => {
  it.each<Case>([
    ['refused', { spec: { replicas: 1 }, status: { replicas: 0, conditions: [condition('ReplicaFailure', 'True', 'FailedCreate')] } }, undefined, 'Degraded', 'PodsRefused', 'pods cannot be created: FailedCreate'],
    ['starting', { spec: { replicas: 2 }, status: counts(2, 2, 1) }, [crashing], 'Progressing', 'NotAllReady', '1 of 2 ready, container app keeps crashing on node-2'],
    ['ready', { spec: { replicas: 2 }, status: counts(2) }, undefined, 'Healthy', 'AllReady', '2 of 2 ready'],
    ['an old revision', { spec: { replicas: 0 }, status: { replicas: 0 } }, undefined, 'NotApplicable', 'NoReplicas', 'old revision'],
  ])('that is %s', (...row) => { judge(apiVersion, kind, row); });
});

describe('a StatefulSet', () => {
  const revisions = { currentRevision: 'a', updateRevision: 'b' };
  it.each<Case>([
    ['not observed', { generation: 2, status: { observedGeneration: 1 } }, undefined, 'Progressing', 'NotObserved', 'the controller has not seen the latest change'],
    ['starting', { spec: { replicas: 3 }, status: { readyReplicas: 1 } }, undefined, 'Progressing', 'NotAllReady', '1 of 3 ready'],
    ['held back by its first pod', { spec: { replicas: 3 }, status: { readyReplicas: 0 } }, [starting, crashing], 'Degraded', 'NotAllReady', '0 of 3 ready, container app keeps crashing on node-2'],
    ['held back by a pod that only starts', { spec: { replicas: 3 }, status: { readyReplicas: 1 } }, [{ ...crashing, metadata: { name: 'web-10' } }, starting], 'Progressing', 'NotAllReady', '1 of 3 ready, container app keeps crashing on node-2'],
    ['updating above its partition', { spec: { replicas: 3, updateStrategy: { rollingUpdate: { partition: 1 } } }, status: { readyReplicas: 3, updatedReplicas: 1, ...revisions } }, undefined, 'Progressing', 'NotAllUpdated', '1 of 2 updated'],
    ['updated above its partition', { spec: { replicas: 3, updateStrategy: { rollingUpdate: { partition: 1 } } }, status: { readyReplicas: 3, updatedReplicas: 2, ...revisions } }, undefined, 'Healthy', 'AllReady', '3 of 3 ready'],
    ['updating', { spec: { replicas: 3 }, status: { readyReplicas: 3, updatedReplicas: 2, ...revisions } }, undefined, 'Progressing', 'NotAllUpdated', '2 of 3 updated'],
    ['scaled to zero', { spec: { replicas: 0 }, status: {} }, undefined, 'Healthy', 'ScaledToZero', 'scaled to 0'],
    ['ready', { spec: { replicas: 3 }, status: { readyReplicas: 3, updatedReplicas: 3, currentRevision: 'a', updateRevision: 'a' } }, undefined, 'Healthy', 'AllReady', '3 of 3 ready'],
  ])('that is %s', (...row) => { judge('apps/v1', 'StatefulSet', row); });

  it('updated by hand waits for its pods to be deleted', () => {
    const set = kube('apps/v1', 'StatefulSet', { spec: { replicas: 1, updateStrategy: { type: 'OnDelete' } }, status: { readyReplicas: 1, ...revisions } });
    expect(health(set, context())).toMatchObject({ status: 'Healthy', flags: ['PendingRestart'] });
  });
});

describe('a DaemonSet', () => {
  const status = (wanted: number, updated = wanted, available = wanted, rest: object = {}): object => ({ desiredNumberScheduled: wanted, updatedNumberScheduled: updated, numberAvailable: available, ...rest });
  const away = (minutes: number) => pod({ conditions: [condition('Ready', 'False', 'ContainersNotReady', minutes)], containers: [waiting('CrashLoopBackOff')] });
  it.each<Case>([
    ['not observed', { generation: 2, status: { observedGeneration: 1 } }, undefined, 'Progressing', 'NotObserved', 'the controller has not seen the latest change'],
    ['updating', { status: status(3, 1, 3) }, undefined, 'Progressing', 'NotAllUpdated', '1 of 3 updated'],
    ['starting', { status: status(3, 3, 2) }, [away(2)], 'Progressing', 'NotAllReady', '2 of 3 ready, container app keeps crashing on node-2'],
    ['short of one pod for long, which it may be', { status: status(3, 3, 2) }, [away(11)], 'Progressing', 'NotAllReady', '2 of 3 ready, container app keeps crashing on node-2'],
    ['short of two pods for long', { status: status(3, 3, 1) }, [away(11), away(12)], 'Degraded', 'PodsUnavailable', '2 pods unavailable for more than 10 minutes, container app keeps crashing on node-2'],
    ['allowed to be short of two', { spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '50%' } } }, status: status(4, 4, 2) }, [away(11), away(12)], 'Progressing', 'NotAllReady', '2 of 4 ready, container app keeps crashing on node-2'],
    ['ready', { status: status(3) }, [fine], 'Healthy', 'AllReady', '3 of 3 ready'],
    ['on no node', { status: status(0) }, undefined, 'Healthy', 'AllReady', '0 of 0 ready'],
  ])('that is %s', (...row) => { judge('apps/v1', 'DaemonSet', row); });

  it('flags pods where none should be, and pods that wait to be deleted', () => {
    expect(health(kube('apps/v1', 'DaemonSet', { status: status(3, 3, 3, { numberMisscheduled: 1 }) }), context())).toMatchObject({ status: 'Healthy', flags: ['Misscheduled'] });
    const byHand = kube('apps/v1', 'DaemonSet', { spec: { updateStrategy: { type: 'OnDelete' } }, status: status(3, 1) });
    expect(health(byHand, context())).toMatchObject({ status: 'Healthy', flags: ['PendingRestart'] });
  });
});

describe('anything that is deleted', () => {
  it.each<[string, object, object]>([
    ['is terminating', { deletionTimestamp: minutesAgo(11) }, { status: 'Terminating', flags: [], message: 'being deleted' }],
    ['names its finalizers', { deletionTimestamp: minutesAgo(9), finalizers: ['a/b', 'c'] }, { flags: [], message: 'being deleted, waiting for a/b, c' }],
    ['is stuck after ten minutes', { deletionTimestamp: minutesAgo(11), finalizers: ['a/b'] }, { status: 'Terminating', flags: ['StuckFinalizer'], since: minutesAgo(11) }],
  ])('%s', (_what, metadata, expected) => {
    expect(health(kube('apps/v1', 'Deployment', { metadata, status: counts(1) }), context())).toMatchObject(expected);
  });
});
