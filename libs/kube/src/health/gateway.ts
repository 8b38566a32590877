import type { KubeObject } from '../kube-object.js';
import { listAt, stringAt } from '../reading.js';
import { type Condition, conditionsOf, detailOf } from './conditions.js';
import { judged, type Health } from './health.js';

export function gatewayClassHealth(gatewayClass: KubeObject): Health {
  const conditions = current(gatewayClass, conditionsOf(gatewayClass));
  return refused(conditions) ?? (isTrue(conditions, 'Accepted') ? judged('Healthy', 'ServiceAccepted') : judged('Progressing', 'NoStatus'));
}

export function gatewayHealth(gateway: KubeObject): Health {
  const own = current(gateway, conditionsOf(gateway));
  const listeners = listAt(gateway, 'status', 'listeners').map((listener) => ({
    by: stringAt(listener, 'name') ?? '',
    conditions: current(gateway, conditionsOf(listener, 'conditions')),
  }));
  const fault = refused(own) ?? firstOf(listeners, ({ by, conditions }) => refused(conditions, by));
  if (fault) return fault;
  if (!isTrue(own, 'Programmed')) return judged('Progressing', 'NotProgrammed');
  const waiting = listeners.find(({ conditions }) => !isTrue(conditions, 'Programmed'));
  return waiting ? judged('Progressing', 'NotProgrammed', { by: waiting.by }) : judged('Healthy', 'Programmed');
}

/** One parent that refuses a route is enough to lose part of its traffic. */
export function routeHealth(route: KubeObject): Health {
  const parents = listAt(route, 'status', 'parents').map((parent) => ({
    by: stringAt(parent, 'parentRef', 'name') ?? '',
    conditions: current(route, conditionsOf(parent, 'conditions')),
  }));
  const fault = firstOf(parents, ({ by, conditions }) => refused(conditions, by));
  if (fault) return fault;
  const isAccepted = parents.length > 0 && parents.every(({ conditions }) => isTrue(conditions, 'Accepted'));
  return isAccepted ? judged('Healthy', 'RouteAccepted', { count: parents.length }) : judged('Progressing', 'NoStatus');
}

function firstOf<T>(list: readonly T[], judge: (item: T) => Health | undefined): Health | undefined {
  return list.map(judge).find((health) => health !== undefined);
}

/** What was said about an earlier generation says nothing about this one. */
function current(object: KubeObject, conditions: Condition[]): Condition[] {
  const generation = object.metadata.generation ?? 0;
  return conditions.filter(({ observedGeneration }) => observedGeneration === undefined || observedGeneration >= generation);
}

function refused(conditions: Condition[], by = ''): Health | undefined {
  const notAccepted = conditions.find(({ type, status, reason }) => type === 'Accepted' && status === 'False' && reason !== 'Pending');
  if (notAccepted) return judged('Degraded', 'NotAccepted', { by, detail: detailOf(notAccepted) }, { since: notAccepted.since });
  const unresolved = conditions.find(({ type, status }) => type === 'ResolvedRefs' && status === 'False');
  if (unresolved) return judged('Degraded', 'RefsNotResolved', { by, detail: detailOf(unresolved) }, { since: unresolved.since });
  const conflicted = conditions.find(({ type, status }) => type === 'Conflicted' && status === 'True');
  return conflicted && judged('Degraded', 'NotAccepted', { by, detail: detailOf(conflicted) }, { since: conflicted.since });
}

function isTrue(conditions: Condition[], type: string): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
}
