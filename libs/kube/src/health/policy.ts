import type { KubeObject } from '../kube-object.js';
import { at, numberAt, recordAt } from '../reading.js';
import { quantityOf } from '../quantity.js';
import { detailOf, falseCondition } from './conditions.js';
import { judged, type Health } from './health.js';

export function disruptionBudgetHealth(budget: KubeObject): Health {
  const failed = falseCondition(budget, 'DisruptionAllowed');
  if (failed?.reason === 'SyncFailed') return judged('Degraded', 'BudgetSyncFailed', { detail: detailOf(failed) }, { since: failed.since });
  if (at(budget, 'status') === undefined) return judged('Progressing', 'NoStatus');
  const facts = { current: count(budget, 'currentHealthy'), wanted: count(budget, 'desiredHealthy') };
  if (facts.current < facts.wanted) return judged('Degraded', 'TooFewHealthy', facts);
  const blocksDrain = count(budget, 'disruptionsAllowed') === 0 && count(budget, 'expectedPods') > 0;
  return judged('Healthy', 'BudgetKept', facts, blocksDrain ? { flags: ['BlocksDrain'] } : {});
}

/** A limit of 0 forbids a resource; it is not full as long as nothing uses it. */
export function quotaHealth(quota: KubeObject): Health {
  const used = recordAt(quota, 'status', 'used');
  const hard = Object.entries(recordAt(quota, 'status', 'hard'));
  if (hard.length === 0) return Object.keys(recordAt(quota, 'spec', 'hard')).length > 0 ? judged('Progressing', 'NoStatus') : judged('Healthy', 'QuotaFree');
  const shares = hard.map(([resource, limit]) => ({ resource, limit: quantityOf(limit) ?? 0n, used: quantityOf(at(used, resource)) ?? 0n }));
  const full = shares.filter((share) => share.used >= share.limit && share.used > 0n);
  if (full.length > 0) return judged('Degraded', 'QuotaFull', { resources: full.map(({ resource }) => resource).join(', ') });
  const isNearlyFull = shares.some((share) => share.used > 0n && share.used * 10n >= share.limit * 9n);
  return judged('Healthy', 'QuotaFree', {}, isNearlyFull ? { flags: ['NearlyFull'] } : {});
}

function count(budget: KubeObject, field: string): number {
  return numberAt(budget, 'status', field) ?? 0;
}
