import type { KubeObject } from '../kube-object.js';
import { numberAt, stringAt, at } from '../reading.js';
import { conditionOf, detailOf, isNotObserved, trueCondition } from './conditions.js';
import { judged, type Health } from './health.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';
import { degradedPods, podHealth, worstPodCause } from './pods.js';

const UNAVAILABLE_FOR_MS = 10 * MINUTE_MS;

/** How many pods a workload wants; the API server fills in 1 where nothing is written. */
export function wantedPods(workload: KubeObject): number {
  if (workload.kind === 'DaemonSet') return status(workload, 'desiredNumberScheduled');
  return numberAt(workload, 'spec', 'replicas') ?? 1;
}

export function deploymentHealth(deployment: KubeObject, context: HealthContext): Health {
  const progress = conditionOf(deployment, 'Progressing');
  const facts = { ready: status(deployment, 'readyReplicas'), wanted: wantedPods(deployment) };
  if (at(deployment, 'spec', 'paused') === true) return judged('Suspended', 'RolloutPaused', facts);
  if (isNotObserved(deployment)) return judged('Progressing', 'NotObserved');
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    return judged('Degraded', 'RolloutTimedOut', facts, { since: progress.since, cause: worstPodCause(context.pods, context) });
  }
  return refusedPods(deployment) ?? rollout(deployment, context) ?? settledDeployment(facts);
}

export function replicaSetHealth(set: KubeObject, context: HealthContext): Health {
  const wanted = wantedPods(set);
  const available = status(set, 'availableReplicas');
  const refused = refusedPods(set);
  if (refused) return refused;
  if (isNotObserved(set)) return judged('Progressing', 'NotObserved');
  if (wanted === 0 && status(set, 'replicas') === 0) return judged('NotApplicable', 'NoReplicas');
  const facts = { ready: available, wanted };
  if (available < wanted) return judged('Progressing', 'NotAllReady', facts, { cause: worstPodCause(context.pods, context) });
  return judged('Healthy', 'AllReady', facts);
}

export function statefulSetHealth(set: KubeObject, context: HealthContext): Health {
  const wanted = wantedPods(set);
  const ready = status(set, 'readyReplicas');
  if (isNotObserved(set)) return judged('Progressing', 'NotObserved');
  if (ready < wanted) return waitingStatefulSet(set, context, { ready, wanted });
  const partition = numberAt(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  const updated = status(set, 'updatedReplicas');
  if (partition > 0) {
    const expected = Math.max(0, wanted - partition);
    return updated < expected ? judged('Progressing', 'NotAllUpdated', { updated, wanted: expected }) : judged('Healthy', 'AllReady', { ready, wanted });
  }
  if (hasNewRevision(set)) {
    if (strategyOf(set) === 'OnDelete') return judged('Healthy', 'AllReady', { ready, wanted }, { flags: ['PendingRestart'] });
    return judged('Progressing', 'NotAllUpdated', { updated, wanted });
  }
  return wanted === 0 ? judged('Healthy', 'ScaledToZero') : judged('Healthy', 'AllReady', { ready, wanted });
}

export function daemonSetHealth(set: KubeObject, context: HealthContext): Health {
  const wanted = wantedPods(set);
  const updated = status(set, 'updatedNumberScheduled');
  const available = status(set, 'numberAvailable');
  const misscheduled = status(set, 'numberMisscheduled') > 0;
  if (isNotObserved(set)) return judged('Progressing', 'NotObserved');
  const health = unavailableDaemonSet(set, context)
    ?? (strategyOf(set) === 'OnDelete' ? undefined : notUpdated(updated, wanted))
    ?? (available < wanted ? judged('Progressing', 'NotAllReady', { ready: available, wanted }, { cause: worstPodCause(context.pods, context) }) : undefined)
    ?? judged('Healthy', 'AllReady', { ready: available, wanted }, updated < wanted ? { flags: ['PendingRestart'] } : {});
  return misscheduled ? { ...health, flags: [...health.flags, 'Misscheduled'] } : health;
}

function notUpdated(updated: number, wanted: number): Health | undefined {
  return updated < wanted ? judged('Progressing', 'NotAllUpdated', { updated, wanted }) : undefined;
}

/** Quota and admission refuse pods here; the rollout itself reports progress for another ten minutes. */
function refusedPods(workload: KubeObject): Health | undefined {
  const failure = trueCondition(workload, 'ReplicaFailure');
  return failure && judged('Degraded', 'PodsRefused', { detail: detailOf(failure) }, { since: failure.since });
}

function rollout(deployment: KubeObject, context: HealthContext): Health | undefined {
  const wanted = wantedPods(deployment);
  const updated = status(deployment, 'updatedReplicas');
  const available = status(deployment, 'availableReplicas');
  const cause = worstPodCause(context.pods, context);
  if (updated < wanted) return judged('Progressing', 'NotAllUpdated', { updated, wanted }, { cause });
  const old = status(deployment, 'replicas') - updated;
  if (old > 0) return judged('Progressing', 'OldPodsRemain', { old }, { cause });
  if (available >= updated) return undefined;
  // Once a rollout is complete its deadline no longer runs: pods that crash later would stay Progressing for ever.
  const wasComplete = conditionOf(deployment, 'Progressing')?.reason === 'NewReplicaSetAvailable';
  return judged(wasComplete && cause ? 'Degraded' : 'Progressing', 'NotAllReady', { ready: available, wanted }, { cause, since: conditionOf(deployment, 'Available')?.since });
}

function settledDeployment(facts: { ready: number; wanted: number }): Health {
  return facts.wanted === 0 ? judged('Suspended', 'ScaledToZero') : judged('Healthy', 'AllReady', facts);
}

/** Pods of a StatefulSet start in order, so the lowest one that is not ready holds back the rest. */
function waitingStatefulSet(set: KubeObject, context: HealthContext, facts: { ready: number; wanted: number }): Health {
  const waiting = (context.pods ?? [])
    .map((pod) => ({ ordinal: ordinalOf(pod, set), health: podHealth(pod, context) }))
    .filter(({ health }) => health.status !== 'Healthy')
    .sort((a, b) => a.ordinal - b.ordinal)[0]?.health;
  if (waiting?.status === 'Degraded') return judged('Degraded', 'NotAllReady', facts, { cause: waiting, since: waiting.since });
  return judged('Progressing', 'NotAllReady', facts, { cause: worstPodCause(context.pods, context) });
}

function ordinalOf(pod: KubeObject, set: KubeObject): number {
  const rest = pod.metadata.name.slice(set.metadata.name.length + 1);
  return /^\d+$/.test(rest) ? Number(rest) : Infinity;
}

function hasNewRevision(set: KubeObject): boolean {
  const current = stringAt(set, 'status', 'currentRevision');
  const update = stringAt(set, 'status', 'updateRevision');
  return current !== undefined && update !== undefined && current !== update;
}

function strategyOf(set: KubeObject): string {
  return stringAt(set, 'spec', 'updateStrategy', 'type') ?? 'RollingUpdate';
}

/** The status has no time in it, so only the pods can tell how long they have been away. */
function unavailableDaemonSet(set: KubeObject, context: HealthContext): Health | undefined {
  const lasting = (context.pods ?? []).filter((pod) => {
    const ready = conditionOf(pod, 'Ready');
    return ready?.status !== 'True' && isOlderThan(ready?.since ?? pod.metadata.creationTimestamp, UNAVAILABLE_FOR_MS, context.now);
  });
  if (lasting.length <= allowedUnavailable(set)) return undefined;
  return judged('Degraded', 'PodsUnavailable', { unavailable: lasting.length }, { cause: degradedPods(lasting, context)[0] });
}

function allowedUnavailable(set: KubeObject): number {
  const value = at(set, 'spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable');
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? 1 : Math.ceil((Number(percent) / 100) * wantedPods(set));
}

function status(workload: KubeObject, field: string): number {
  return numberAt(workload, 'status', field) ?? 0;
}
