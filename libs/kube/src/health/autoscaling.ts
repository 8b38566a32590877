import type { KubeObject } from '../kube-object.js';
import { at, numberAt } from '../reading.js';
import { type Condition, conditionsOf, detailOf, falseCondition, trueCondition } from './conditions.js';
import { judged, type Health } from './health.js';

const UNREADABLE_TARGET = ['FailedGetScale', 'FailedUpdateScale'];
const UNREADABLE_METRICS = /^Failed\w*Metrics?|^InvalidSelector$|^InvalidMetric/;

export function autoscalerHealth(autoscaler: KubeObject): Health {
  if (conditionsOf(autoscaler).length === 0) return judged('Progressing', 'NoStatus');
  const able = falseCondition(autoscaler, 'AbleToScale');
  if (able && UNREADABLE_TARGET.includes(able.reason)) return degraded('ScaleTargetUnreadable', able);
  const active = falseCondition(autoscaler, 'ScalingActive');
  if (active && UNREADABLE_METRICS.test(active.reason)) return degraded('MetricsUnavailable', active);
  if (active?.reason === 'ScalingDisabled') return judged('Suspended', 'ScalingDisabled', {}, { since: active.since });
  return scaling(autoscaler);
}

function scaling(autoscaler: KubeObject): Health {
  const current = numberAt(autoscaler, 'status', 'currentReplicas') ?? 0;
  const max = numberAt(autoscaler, 'spec', 'maxReplicas') ?? 0;
  const isLimited = current === max && trueCondition(autoscaler, 'ScalingLimited') !== undefined;
  return judged('Healthy', 'Scaling', { current, min: numberAt(autoscaler, 'spec', 'minReplicas') ?? 1, max }, isLimited ? { flags: ['AtMax'] } : {});
}

function degraded(reason: 'ScaleTargetUnreadable' | 'MetricsUnavailable', condition: Condition): Health {
  return judged('Degraded', reason, { detail: detailOf(condition) }, { since: condition.since });
}

export function verticalAutoscalerHealth(autoscaler: KubeObject): Health {
  const unsupported = trueCondition(autoscaler, 'ConfigUnsupported', 'ConfigDeprecated');
  if (unsupported?.type === 'ConfigUnsupported') return degraded('ScaleTargetUnreadable', unsupported);
  const provided = trueCondition(autoscaler, 'RecommendationProvided');
  if (provided) return judged('Healthy', 'ConditionTrue', { condition: 'recommendation provided' }, { since: provided.since });
  return judged('Progressing', 'NoStatus');
}

/** KEDA pauses a target by annotation, and reports in conditions whether it can scale at all. */
export function scaledObjectHealth(scaled: KubeObject): Health {
  const isPaused = at(scaled, 'metadata', 'annotations', 'autoscaling.keda.sh/paused') === 'true' || trueCondition(scaled, 'Paused') !== undefined;
  if (isPaused) return judged('Suspended', 'Suspended');
  const notReady = falseCondition(scaled, 'Ready');
  if (notReady) return judged('Degraded', 'ConditionFalse', { condition: 'Ready', detail: detailOf(notReady) }, { since: notReady.since });
  return trueCondition(scaled, 'Ready') ? judged('Healthy', 'ConditionTrue', { condition: 'Ready' }) : judged('Progressing', 'NoStatus');
}
