import type { KubeObject } from '../kube-object.js';
import { conditionOf, detailOf, falseCondition, trueCondition } from './conditions.js';
import { judged, type Health } from './health.js';
import { type HealthContext, isOlderThan, MINUTE_MS } from './health-context.js';

const FIRST_ANSWER_MS = 2 * MINUTE_MS;

export function definitionHealth(definition: KubeObject): Health {
  const refused = falseCondition(definition, 'NamesAccepted');
  // Names are not accepted for a moment while the definition is installed.
  if (refused && refused.reason !== 'Installing') return judged('Degraded', 'NamesRefused', { detail: detailOf(refused) }, { since: refused.since });
  const invalid = trueCondition(definition, 'NonStructuralSchema');
  if (invalid) return judged('Degraded', 'SchemaInvalid', { detail: detailOf(invalid) }, { since: invalid.since });
  const established = trueCondition(definition, 'Established');
  return established ? judged('Healthy', 'Established', {}, { since: established.since }) : judged('Progressing', 'Installing');
}

export function apiServiceHealth(apiService: KubeObject, context: HealthContext): Health {
  const available = conditionOf(apiService, 'Available');
  if (available?.status === 'True') return judged('Healthy', 'ApiAvailable', {}, { since: available.since });
  const since = available?.since ?? apiService.metadata.creationTimestamp;
  const isNew = since !== undefined && !isOlderThan(since, FIRST_ANSWER_MS, context.now);
  return judged(isNew ? 'Progressing' : 'Degraded', 'ApiUnavailable', { detail: available && detailOf(available) }, { since });
}
