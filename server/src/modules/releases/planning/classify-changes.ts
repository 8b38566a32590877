import type { FieldChange } from '@hyperkuber/contracts';
import { type Change, diffObjects, type Digest, fieldsOwnedBy, type KubeObject, managersOf, maskChanges } from '@hyperkuber/kube';
import { FIELD_MANAGER } from '../cluster-access.js';

export interface Comparison {
  readonly live: KubeObject | undefined;
  /** What the dry run answered. */
  readonly predicted: KubeObject;
  /** What we applied last, when it is known. */
  readonly base: KubeObject | undefined;
  readonly intent: KubeObject;
}

const MOST_FOREIGN = 20;

const isWithin = (path: string, whole: string): boolean => path === whole || (path.startsWith(whole) && ['.', '['].includes(path.charAt(whole.length)));
const touches = (path: string, others: Iterable<string>): boolean => [...others].some((other) => isWithin(other, path) || isWithin(path, other));

const fieldChange = ({ path, before, after }: Change, kind: FieldChange['class']): FieldChange => ({
  path, class: kind, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }),
});

/** Fields that others own and that we leave alone: shown, never counted. */
const foreignFields = (live: KubeObject, ours: ReadonlySet<string>): FieldChange[] => {
  const others = managersOf(live).filter((manager) => manager !== FIELD_MANAGER);
  const paths = others.flatMap((manager) => [...fieldsOwnedBy(live, manager)]);
  const alone = [...new Set(paths)].filter((path) => !isWithin(path, 'status') && !ours.has(path));
  return alone.sort().slice(0, MOST_FOREIGN).map((path) => ({ path, class: 'foreign' }));
};

/**
 * Every difference between what is and what the cluster says will be: a field that we own because the intent changed
 * (ours) or because somebody changed it behind our back (drift), or one that admission and defaulting add (webhook).
 */
export const classifyChanges = ({ live, predicted, base, intent }: Comparison, digest: Digest): FieldChange[] => {
  const ours = new Set([...fieldsOwnedBy(predicted, FIELD_MANAGER, 'Apply'), ...(live === undefined ? [] : fieldsOwnedBy(live, FIELD_MANAGER, 'Apply'))]);
  const wished = base === undefined ? undefined : diffObjects(base, intent).map(({ path }) => path);
  const classOf = (path: string): FieldChange['class'] => {
    if (!touches(path, ours)) return 'webhook';
    return live !== undefined && wished !== undefined && !touches(path, wished) ? 'drift' : 'ours';
  };
  const changes = maskChanges(diffObjects(live, predicted), intent, digest).map((change) => fieldChange(change, classOf(change.path)));
  return live === undefined ? changes : [...changes, ...foreignFields(live, ours)];
};

export const countsAsChange = ({ class: kind }: FieldChange): boolean => kind === 'ours' || kind === 'drift';
