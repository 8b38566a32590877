export const kwokVersion = 'kwok.x-k8s.io/v1alpha1';

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

export interface StageOrder {
  readonly name: string;
  readonly kind: 'Node' | 'Pod' | 'PersistentVolume';
  readonly when: readonly Requirement[];
  readonly delayMs?: number;
  /** A jq expression that answers a duration such as "12s" and wins over `delayMs`. */
  readonly delayFrom?: string;
  readonly next: object;
}

/** One step of a simulated object: chosen by `when`, taken after the delay. */
export const stage = ({ name, kind, when, delayMs, delayFrom, next }: StageOrder): object => ({
  apiVersion: kwokVersion,
  kind: 'Stage',
  metadata: { name },
  spec: {
    resourceRef: { apiGroup: 'v1', kind },
    selector: { matchExpressions: when },
    ...(delayMs === undefined ? {} : { delay: { durationMilliseconds: delayMs, ...(delayFrom === undefined ? {} : { durationFrom: { expressionFrom: delayFrom } }) } }),
    next,
  },
});

const behaviorKey = 'hyperkuber.io/behavior';

/** What an object was told to do, by annotation or by label; `run` when nothing is said. */
const behavior = `(.metadata.annotations["${behaviorKey}"] // .metadata.labels["${behaviorKey}"] // "run")`;

export const behaves = (...names: readonly string[]): Requirement => ({ key: behavior, operator: 'In', values: names });
export const behavesOtherThan = (...names: readonly string[]): Requirement => ({ key: behavior, operator: 'NotIn', values: names });
export const lives: Requirement = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };
export const isBeingDeleted: Requirement = { key: '.metadata.deletionTimestamp', operator: 'Exists' };
/** A jq expression that must come out true. */
export const holds = (expression: string): Requirement => ({ key: `(${expression}) | tostring`, operator: 'In', values: ['true'] });
