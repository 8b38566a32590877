import { isRecord, listAt, numberAt, stringAt } from '../reading.js';
import type { KubeObject } from '../kube-object.js';
import { isPodReady, podStatus } from '../pod-status.js';
import { conditionOf } from './conditions.js';
import { judged, type Health, type HealthCause } from './health.js';
import { type HealthContext, isOlderThan } from './health-context.js';
import type { HealthReason } from './health-reasons.js';

const SCHEDULING_GRACE_MS = 15_000;
const FAILING = /BackOff$|^Err|Error$/;
const ALSO_FAILING = ['InvalidImageName', 'ImageInspectError', 'RegistryUnavailable'];
const IMAGE_REASONS = ['ImagePullBackOff', 'ErrImagePull', 'ErrImageNeverPull', 'ImageInspectError', 'RegistryUnavailable'];

export function podHealth(pod: KubeObject, context: HealthContext): Health {
  const phase = stringAt(pod, 'status', 'phase') ?? '';
  if (phase === 'Failed') return failedPod(pod);
  if (phase === 'Succeeded') return judged('Healthy', 'PodSucceeded');
  const waiting = failingContainer(pod);
  if (waiting) return judged('Degraded', waiting.reason, waiting.facts, { since: conditionOf(pod, 'Ready')?.since });
  return phase === 'Pending' ? pendingPod(pod, context) : runningPod(pod);
}

/** The worst pod of a workload, if one is to blame, in the words of that pod. */
export function worstPodCause(pods: readonly KubeObject[] | undefined, context: HealthContext): HealthCause | undefined {
  return degradedPods(pods, context)[0];
}

export function degradedPods(pods: readonly KubeObject[] | undefined, context: HealthContext): Health[] {
  const living = (pods ?? []).filter((pod) => typeof pod.metadata.deletionTimestamp !== 'string');
  return living.map((pod) => podHealth(pod, context)).filter(({ status }) => status === 'Degraded');
}

function failedPod(pod: KubeObject): Health {
  const node = stringAt(pod, 'spec', 'nodeName');
  if (stringAt(pod, 'status', 'reason') === 'Evicted') return judged('Degraded', 'PodEvicted', { node });
  return judged('Degraded', 'PodFailed', { word: podStatus(pod).word, node });
}

function pendingPod(pod: KubeObject, context: HealthContext): Health {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False' && scheduled.reason === 'SchedulingGated') return judged('Suspended', 'SchedulingGated', {}, { since: scheduled.since });
  if (scheduled?.status === 'False' && scheduled.reason === 'Unschedulable') {
    const since = scheduled.since ?? pod.metadata.creationTimestamp;
    if (isOlderThan(since, SCHEDULING_GRACE_MS, context.now)) return judged('Degraded', 'Unschedulable', { detail: scheduled.message }, { since });
    return judged('Progressing', 'WaitingForNode', {}, { since });
  }
  return judged('Progressing', 'PodStarting', { word: podStatus(pod).word });
}

function runningPod(pod: KubeObject): Health {
  const ready = conditionOf(pod, 'Ready');
  const { ready: count, total, word } = podStatus(pod);
  // A pod that is to end some day is not finished while it runs, ready or not.
  const endsByItself = ['OnFailure', 'Never'].includes(stringAt(pod, 'spec', 'restartPolicy') ?? 'Always');
  if (stringAt(pod, 'status', 'phase') === 'Running' && endsByItself) return judged('Progressing', 'PodRunning', {}, { since: ready?.since });
  if (isPodReady(pod)) return judged('Healthy', 'PodReady', { ready: count, total }, { since: ready?.since });
  const restarted = restartedContainer(pod);
  if (restarted) return judged('Degraded', restarted.reason, restarted.facts, { since: ready?.since });
  return judged('Progressing', 'PodStarting', { word }, { since: ready?.since });
}

function failingContainer(pod: KubeObject): HealthCause | undefined {
  const failing = containerStatuses(pod).find((status) => isFailing(stringAt(status, 'state', 'waiting', 'reason') ?? ''));
  if (failing === undefined) return undefined;
  return causeOf(reasonOfWaiting(stringAt(failing, 'state', 'waiting', 'reason') ?? '', failing), failing, pod);
}

/** Running, not ready, and its process has already ended once. */
function restartedContainer(pod: KubeObject): HealthCause | undefined {
  const restarted = containerStatuses(pod).find((status) => status['ready'] !== true && isRecord(status['lastState']) && isRecord(status['lastState']['terminated']));
  if (restarted === undefined) return undefined;
  return causeOf(ranOutOfMemory(restarted) ? 'OutOfMemory' : 'NotReadyAfterRestart', restarted, pod);
}

function isFailing(reason: string): boolean {
  return FAILING.test(reason) || ALSO_FAILING.includes(reason);
}

function reasonOfWaiting(word: string, status: unknown): HealthReason {
  if (word === 'InvalidImageName') return 'ImageNameInvalid';
  if (IMAGE_REASONS.includes(word)) return 'ImageCannotBePulled';
  if (word === 'CreateContainerConfigError') return 'ContainerConfigInvalid';
  if (word !== 'CrashLoopBackOff') return 'ContainerCannotStart';
  return ranOutOfMemory(status) ? 'OutOfMemory' : 'CrashLoop';
}

function ranOutOfMemory(status: unknown): boolean {
  return stringAt(status, 'lastState', 'terminated', 'reason') === 'OOMKilled';
}

function causeOf(reason: HealthReason, status: unknown, pod: KubeObject): HealthCause {
  const node = stringAt(pod, 'spec', 'nodeName');
  const exitCode = numberAt(status, 'lastState', 'terminated', 'exitCode');
  return {
    reason,
    facts: { container: stringAt(status, 'name') ?? '', pod: pod.metadata.name, ...(node === undefined ? {} : { node }), ...(exitCode === undefined ? {} : { exitCode }) },
  };
}

function containerStatuses(pod: KubeObject): Record<string, unknown>[] {
  return [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')].filter(isRecord);
}
