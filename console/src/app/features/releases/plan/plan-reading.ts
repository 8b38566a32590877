import type { FieldChange, ObjectPlan, ReleasePlan, TargetPlan } from '@hyperkuber/contracts';
import type { Status } from '../../../ui/status/status';

export const BLOCKING = ['conflict', 'refused', 'invalid'] as const;
export const isBlocked = ({ action }: Pick<ObjectPlan, 'action'>): boolean => BLOCKING.some((each) => each === action);

/** What a row of the plan adds up to. `unverifiable` is made by this plan, so the cluster cannot be asked about it yet. */
export const COUNTED = ['create', 'update', 'delete', 'blocked', 'unchanged'] as const;
export type Counted = (typeof COUNTED)[number];

const countedAs = (object: ObjectPlan): Counted => {
  if (isBlocked(object)) return 'blocked';
  if (object.action === 'unverifiable') return 'create';
  return COUNTED.find((each) => each === object.action) ?? 'unchanged';
};

export const countObjects = (objects: readonly ObjectPlan[]): Readonly<Record<Counted, number>> => {
  const counts: Record<Counted, number> = { create: 0, update: 0, delete: 0, blocked: 0, unchanged: 0 };
  for (const object of objects) counts[countedAs(object)] += 1;
  return counts;
};

export const verdictStatus = ({ verdict }: Pick<TargetPlan, 'verdict'>): Status => (verdict === 'blocked' ? 'failing' : verdict === 'pending' ? 'progressing' : verdict === 'changes' ? 'paused' : 'ok');

/** Blocked first, then what goes, then what changes; what stays comes last and is folded. */
const ORDER: readonly ObjectPlan['action'][] = ['conflict', 'refused', 'invalid', 'delete', 'update', 'create', 'unverifiable', 'unchanged'];
export const inReadingOrder = (objects: readonly ObjectPlan[]): readonly ObjectPlan[] => [...objects].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));

export const CLASSES = ['ours', 'drift', 'webhook', 'foreign'] as const;
export interface ClassOfChanges {
  readonly class: FieldChange['class'];
  readonly changes: readonly FieldChange[];
}
export const byClass = (changes: readonly FieldChange[]): readonly ClassOfChanges[] =>
  CLASSES.map((each) => ({ class: each, changes: changes.filter((change) => change.class === each) })).filter(({ changes: some }) => some.length > 0);

export interface Confirmation {
  /** As the server wants it back. */
  readonly word: string;
  readonly kind: 'delete' | 'many' | 'take' | 'other';
  readonly subject: string;
}

/** `prune:PersistentVolumeClaim/data`, `prune:many/prod-eu/shop`, `take:prod-eu/shop`. */
export const readConfirmation = (word: string): Confirmation => {
  const at = word.indexOf(':');
  const [verb, subject] = [word.slice(0, at), word.slice(at + 1)];
  if (verb === 'take') return { word, kind: 'take', subject };
  if (verb !== 'prune') return { word, kind: 'other', subject: word };
  return subject.startsWith('many/') ? { word, kind: 'many', subject: subject.slice('many/'.length) } : { word, kind: 'delete', subject };
};

export const placeOf = ({ clusterName, namespace }: Pick<TargetPlan, 'clusterName' | 'namespace'>): string => `${clusterName}/${namespace}`;

/** The places that a start would reach, and those that it would leave as they are. */
export const splitTargets = (plan: ReleasePlan): { readonly going: readonly TargetPlan[]; readonly blocked: readonly TargetPlan[] } => ({
  going: plan.targets.filter(({ verdict }) => verdict === 'changes' || verdict === 'unchanged'),
  blocked: plan.targets.filter(({ verdict }) => verdict === 'blocked'),
});
