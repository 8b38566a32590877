import type { KubeObject } from '../kube-object.js';
import { stringAt, stringsAt } from '../reading.js';
import { trueCondition } from './conditions.js';
import { judged, type Health } from './health.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';
import type { HealthFlag } from './health-reasons.js';

const STUCK_AFTER_MS = 10 * MINUTE_MS;

/** Whatever else is wrong with an object that is being deleted no longer matters. */
export function terminatingHealth(object: KubeObject, context: HealthContext): Health | undefined {
  const since = object.metadata.deletionTimestamp;
  const isDeleted = typeof since === 'string' || (object.kind === 'Namespace' && stringAt(object, 'status', 'phase') === 'Terminating');
  if (!isDeleted) return undefined;
  const finalizers = [...stringsAt(object, 'metadata', 'finalizers'), ...(object.kind === 'Namespace' ? stringsAt(object, 'spec', 'finalizers') : [])];
  const isStuck = finalizers.length > 0 && isOlderThan(since, STUCK_AFTER_MS, context.now);
  const flags: HealthFlag[] = [...(isStuck ? ['StuckFinalizer' as const] : []), ...(object.kind === 'Namespace' ? contentFlags(object) : [])];
  return judged('Terminating', 'Deleting', { finalizers: finalizers.join(', ') }, { since, flags });
}

export function namespaceHealth(): Health {
  return judged('Healthy', 'NamespaceActive');
}

function contentFlags(namespace: KubeObject): HealthFlag[] {
  const failed = trueCondition(namespace, 'NamespaceDeletionContentFailure', 'NamespaceDeletionDiscoveryFailure', 'NamespaceDeletionGroupVersionParsingFailure');
  const remaining = trueCondition(namespace, 'NamespaceFinalizersRemaining');
  return [...(failed ? ['DeletionFailed' as const] : []), ...(remaining ? ['FinalizersRemaining' as const] : [])];
}
