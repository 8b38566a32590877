import type { ObjectPlan, ObjectRef, PlanAction } from '@hyperkuber/contracts';
import type { ObjectKind } from '../cluster-access.js';
import type { Verdict } from '../persistence/release-target.entity.js';
import type { StepOperation } from '../persistence/release-step.entity.js';
import type { ObjectIntent } from './intents.js';

/** One line of a plan, with what carrying it out needs. */
export interface PlannedObject {
  readonly plan: ObjectPlan;
  readonly operation: StepOperation;
  /** What is applied; absent for what goes. */
  readonly intent?: ObjectIntent | undefined;
  readonly kind?: ObjectKind | undefined;
  /** The object that was seen in the cluster. */
  readonly uid?: string | undefined;
  readonly resourceVersion?: string | undefined;
}

export interface TargetDraft {
  readonly verdict: Exclude<Verdict, 'pending'>;
  readonly failure: string | null;
  readonly detail: string;
  /** In the order in which they are carried out. */
  readonly objects: readonly PlannedObject[];
  readonly confirmations: readonly string[];
}

export const objectPlan = (ref: ObjectRef, action: PlanAction, more: Partial<Omit<ObjectPlan, 'ref' | 'action'>> = {}): ObjectPlan => ({
  ref, action, changes: [], conflicts: [], warnings: [], code: '', detail: '', confirmation: null, ...more,
});

const BLOCKING: readonly PlanAction[] = ['conflict', 'refused', 'invalid'];

export const isBlocking = ({ action }: ObjectPlan): boolean => BLOCKING.includes(action);

const sentence = (objects: readonly ObjectPlan[]): string => {
  const counted = (['create', 'update', 'delete', 'unverifiable', 'unchanged'] as const).map((action) => [objects.filter((object) => object.action === action).length, action] as const);
  return counted.filter(([number]) => number > 0).map(([number, action]) => `${String(number)} ${action}`).join(', ') || 'nothing to do';
};

export const draftOf = (objects: readonly PlannedObject[], mass: string | null): TargetDraft => {
  const plans = objects.map(({ plan }) => plan);
  const blocked = plans.filter(isBlocking);
  const [first] = blocked;
  const named = plans.flatMap(({ confirmation }) => (confirmation === null ? [] : [confirmation]));
  const confirmations = [...new Set([...named, ...(mass === null ? [] : [mass])])];
  if (first !== undefined) {
    const others = blocked.length > 1 ? ` (and ${String(blocked.length - 1)} more)` : '';
    return { verdict: 'blocked', failure: first.code, detail: `${first.ref.kind} ${first.ref.name}: ${first.detail}${others}`, objects, confirmations };
  }
  const isUnchanged = plans.every(({ action }) => action === 'unchanged');
  return { verdict: isUnchanged ? 'unchanged' : 'changes', failure: null, detail: sentence(plans), objects, confirmations };
};
