import type { KubeObject } from '../kube-object.js';
import { numberAt, stringAt } from '../reading.js';
import { type Condition, conditionOf, detailOf, trueCondition } from './conditions.js';
import { judged, notJudged, type Health, type HealthStatus } from './health.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';

const LASTING_MS = 5 * MINUTE_MS;
const TERMINAL = /Failed$|Error$|^Invalid|Denied/;

const WORDS: readonly (readonly [HealthStatus, readonly string[]])[] = [
  ['Healthy', ['ready', 'running', 'active', 'available', 'healthy', 'bound', 'succeeded', 'success', 'completed', 'complete', 'established', 'deployed', 'synced', 'online', 'ok', 'green', 'connected', 'installed', 'valid']],
  ['Progressing', ['pending', 'creating', 'progressing', 'initializing', 'initialising', 'provisioning', 'updating', 'upgrading', 'reconciling', 'starting', 'installing', 'deploying', 'waiting', 'applying', 'yellow', 'scaling', 'restoring']],
  ['Suspended', ['paused', 'suspended', 'stopped', 'hibernated', 'disabled']],
  ['Terminating', ['deleting', 'terminating', 'uninstalling']],
  ['Degraded', ['failed', 'failure', 'error', 'errored', 'degraded', 'unhealthy', 'red', 'invalid', 'lost', 'rejected', 'crashloopbackoff']],
  ['Unknown', ['unknown']],
];
const STATUS_OF_WORD: ReadonlyMap<string, HealthStatus> = new Map(WORDS.flatMap(([status, words]) => words.map((word): [string, HealthStatus] => [word, status])));

/** For kinds without a rule: the common conditions, then the common words; nothing is claimed when neither speaks. */
export function genericHealth(object: KubeObject, context: HealthContext): Health {
  return observed(object) ?? busy(object) ?? byReady(object, context) ?? byOtherConditions(object, context) ?? byWord(object) ?? notJudged();
}

/** Only kinds that report an observed generation can lag behind it. */
function observed(object: KubeObject): Health | undefined {
  const seen = numberAt(object, 'status', 'observedGeneration');
  const generation = object.metadata.generation;
  return seen !== undefined && generation !== undefined && seen !== generation ? judged('Progressing', 'NotObserved') : undefined;
}

function busy(object: KubeObject): Health | undefined {
  const stalled = trueCondition(object, 'Stalled');
  if (stalled) return judged('Degraded', 'Stalled', { detail: detailOf(stalled) }, { since: stalled.since });
  const reconciling = trueCondition(object, 'Reconciling');
  return reconciling && judged('Progressing', 'Reconciling', { detail: detailOf(reconciling) }, { since: reconciling.since });
}

function byReady(object: KubeObject, context: HealthContext): Health | undefined {
  const ready = conditionOf(object, 'Ready');
  if (!ready) return undefined;
  const { observedGeneration } = ready;
  if (observedGeneration !== undefined && observedGeneration < (object.metadata.generation ?? 0)) return judged('Progressing', 'NotObserved');
  return wanted(ready, context);
}

function byOtherConditions(object: KubeObject, context: HealthContext): Health | undefined {
  const unavailable = conditionOf(object, 'Available');
  if (unavailable && unavailable.status !== 'True') return wanted(unavailable, context);
  // A component may be available and degraded at once; the worse one tells.
  const bad = trueCondition(object, 'Degraded', 'Failed');
  if (bad) return judged('Degraded', 'ConditionTrue', { condition: bad.type, detail: detailOf(bad) }, { since: bad.since });
  const good = unavailable ?? conditionOf(object, 'Synced');
  return good && wanted(good, context);
}

/** A condition that should be true. Not yet is not ill, unless the reason sounds final and has lasted. */
function wanted(condition: Condition, context: HealthContext): Health {
  const { type, status, since, reason } = condition;
  const facts = { condition: type, detail: detailOf(condition) };
  if (status === 'True') return judged('Healthy', 'ConditionTrue', { condition: type }, { since });
  if (status !== 'False') return judged('Progressing', 'ConditionUnknown', facts, { since });
  const isFinal = TERMINAL.test(reason) && isOlderThan(since, LASTING_MS, context.now);
  return judged(isFinal ? 'Degraded' : 'Progressing', 'ConditionFalse', facts, { since });
}

function byWord(object: KubeObject): Health | undefined {
  const words = [['phase'], ['state'], ['health'], ['health', 'status']].map((path) => stringAt(object, 'status', ...path));
  for (const word of words) {
    const status = STATUS_OF_WORD.get((word ?? '').toLowerCase());
    if (status !== undefined) return judged(status, 'Reported', { word });
  }
  return undefined;
}
