import type { ObjectPlan } from '@hyperkuber/contracts';
import { refKey } from '@hyperkuber/kube';
import { canonical, sha256 } from './canonical.js';
import { countsAsChange } from './classify-changes.js';

/**
 * What an object's plan binds to. What admission adds and what others own may differ from call to call and is left out; so
 * is whether a change is called ours or drift, because a target half-way through is compared with what it is on the way to.
 */
const bindingPart = ({ action, changes, conflicts, code }: ObjectPlan): unknown => ({
  action, code, changes: changes.filter(countsAsChange).map(({ path, before, after }) => ({ path, before, after })), conflicts: conflicts.map(({ manager, path }) => ({ manager, path })),
});

export const targetPlanHash = (objects: readonly ObjectPlan[]): string =>
  sha256(canonical(objects.map((object) => [refKey(object.ref), bindingPart(object)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))));

/** What an approval is given to: the revision, every target, the options and every change. */
export const releasePlanHash = (release: { readonly revision: number | null; readonly kind: string; readonly options: unknown }, targets: ReadonlyArray<{ readonly id: string; readonly revision: number | null; readonly planHash: string | null }>): string => {
  const rows = targets.map(({ id, revision, planHash }) => [id, revision, planHash]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const { revision, kind, options } = release;
  return sha256(canonical({ revision, kind, options, rows }));
};

const words = ({ ref, action }: ObjectPlan): string => `${ref.kind} ${ref.name} would be: ${action}`;

const agrees = (approved: ObjectPlan | undefined, now: ObjectPlan): boolean => {
  // Already as it should be: by an earlier try of this very target, or by somebody else.
  if (now.action === 'unchanged') return true;
  if (approved === undefined) return false;
  if (approved.action === 'unverifiable') return now.action === 'create' || now.action === 'unverifiable';
  return canonical(bindingPart(approved)) === canonical(bindingPart(now));
};

/**
 * Where a fresh plan goes beyond the approved one, in words; undefined when it does not. Less to do is no deviation,
 * or no target could go on after its worker was killed half-way.
 */
export const planDeviation = (approved: readonly ObjectPlan[], now: readonly ObjectPlan[]): string | undefined => {
  const known = new Map(approved.map((object) => [refKey(object.ref), object]));
  const different = now.find((object) => !agrees(known.get(refKey(object.ref)), object));
  if (different === undefined) return undefined;
  const before = known.get(refKey(different.ref));
  const was = before === undefined ? 'and is not in the approved plan' : `and was approved as: ${before.action}`;
  return `${words(different)} (${[...different.changes.filter(countsAsChange).map(({ path }) => path), different.detail].filter(Boolean).slice(0, 3).join(', ')}) ${was}.`;
};
