import { numberAt, listAt, stringAt } from '../reading.js';

export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  since: string | undefined;
  observedGeneration: number | undefined;
}

export function conditionsOf(holder: unknown, ...path: string[]): Condition[] {
  return listAt(holder, ...(path.length > 0 ? path : ['status', 'conditions'])).map((condition) => ({
    type: stringAt(condition, 'type') ?? '',
    status: stringAt(condition, 'status') ?? '',
    reason: stringAt(condition, 'reason') ?? '',
    message: stringAt(condition, 'message') ?? '',
    since: stringAt(condition, 'lastTransitionTime'),
    observedGeneration: numberAt(condition, 'observedGeneration'),
  }));
}

export function conditionOf(object: unknown, type: string): Condition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type);
}

/** A condition says something only when its status is True: `Suspended=False` is a job that was resumed. */
export function trueCondition(object: unknown, ...types: string[]): Condition | undefined {
  return conditionsOf(object).find((condition) => types.includes(condition.type) && condition.status === 'True');
}

export function falseCondition(object: unknown, type: string): Condition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type && condition.status === 'False');
}

/** The controller has not answered to the latest change of the spec yet. */
export function isNotObserved(object: unknown): boolean {
  const generation = numberAt(object, 'metadata', 'generation');
  return generation !== undefined && (numberAt(object, 'status', 'observedGeneration') ?? 0) < generation;
}

export function detailOf(condition: Condition): string {
  return condition.message || condition.reason;
}
