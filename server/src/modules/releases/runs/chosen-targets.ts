import { TargetNotFound } from '../errors.js';
import type { TargetRecord } from '../persistence/targets.repository.js';

/** The named targets of a release, or all of them. */
export const chosenTargets = (targets: readonly TargetRecord[], targetIds: readonly string[] | undefined): readonly TargetRecord[] => {
  if (targetIds === undefined) return targets;
  const missing = targetIds.find((id) => !targets.some((target) => target.id === id));
  if (missing !== undefined) throw new TargetNotFound(`The release has no target ${missing}.`);
  return targets.filter(({ id }) => targetIds.includes(id));
};
