import type { ObjectPlan } from '@hyperkuber/contracts';
import { diffObjects, type Digest, type KubeObject, maskChanges } from '@hyperkuber/kube';
import { kindKey, kindsDefinedBy, type ObjectIntent } from './intents.js';
import { objectPlan, type PlannedObject } from './planned-object.js';
import { createdAs } from './plan-objects.js';

const DETAIL = 'Its definition changes with this release.';

/** What the manifest changes: the cluster cannot say it before it has the new definition. */
const wishedChanges = ({ object, key }: ObjectIntent, base: ReadonlyMap<string, KubeObject>, digest: Digest): ObjectPlan['changes'] => {
  const before = base.get(key);
  if (before === undefined) return createdAs(object, digest);
  return maskChanges(diffObjects(before, object), object, digest).map(({ kind: _kind, ...change }) => ({ ...change, class: 'ours' as const }));
};

/**
 * The cluster judges an object by the definition it has. Where the same plan changes that definition, what it refuses
 * now may be just what the new one brings, so its refusal is no finding.
 */
export const underComingDefinitions = (planned: readonly PlannedObject[], base: ReadonlyMap<string, KubeObject>, digest: Digest): PlannedObject[] => {
  const changing = kindsDefinedBy(planned.flatMap(({ plan, intent }) => (plan.action === 'update' && intent !== undefined ? [intent.object] : [])));
  return planned.map((one) => {
    const { plan: { action, ref }, intent, uid } = one;
    if (action !== 'invalid' || intent === undefined || !changing.has(kindKey(ref))) return one;
    const changes = wishedChanges(intent, base, digest);
    return { ...one, plan: objectPlan(ref, uid === undefined ? 'unverifiable' : 'update', { detail: DETAIL, changes }) };
  });
};
