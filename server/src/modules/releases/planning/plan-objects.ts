import type { FieldConflict, ObjectPlan } from '@hyperkuber/contracts';
import { at, type Digest, fieldsOwnedBy, type KubeObject, maskSecrets, type ObjectRef, refOf, stringAt } from '@hyperkuber/kube';
import type { ActorPolicy } from '../../../access/actor-policy.js';
import { ClusterForbidden, KubeConflict, KubeInvalid, KubeNotFound } from '../../../kubernetes/errors.js';
import { type Applied, FIELD_MANAGER, type ObjectKind, type ReleaseCluster } from '../cluster-access.js';
import { callFault } from '../engine/failures.js';
import { classifyChanges, countsAsChange } from './classify-changes.js';
import { withoutScaledReplicas } from './controller-fields.js';
import type { ObjectIntent } from './intents.js';
import { objectPlan, type PlannedObject } from './planned-object.js';
import { refusalOf, rightsToApply } from './rights.js';

export interface ApplyScene {
  readonly cluster: ReleaseCluster;
  readonly policy: ActorPolicy;
  readonly digest: Digest;
  readonly mayTake: boolean;
  readonly takeWord: string;
  /** Namespaces that this same plan makes. */
  readonly comingNamespaces: ReadonlySet<string>;
  readonly missingNamespaces: ReadonlySet<string>;
  /** Keys of objects that another application or another target has. */
  readonly taken: ReadonlyMap<string, string>;
  /** What this target applied last, by key. */
  readonly base: ReadonlyMap<string, KubeObject>;
  readonly signal: AbortSignal;
}

const MOST_SHOWN = 64 * 1024;

/** Plans one object: what the cluster says would happen, and why. Only a cluster that cannot be asked makes it throw. */
export const planObject = async (intent: ObjectIntent, scene: ApplyScene): Promise<PlannedObject> => {
  const ref = refOf(intent.object);
  const planned = (plan: ObjectPlan): PlannedObject => ({ plan, operation: 'apply', intent, kind: intent.kind });
  const { kind } = intent;
  if (kind === undefined) return planned(objectPlan(ref, 'invalid', { code: 'unknown-kind', detail: `${scene.cluster.name} does not know ${ref.kind} of ${ref.apiVersion}.` }));
  const refused = refusedBeforehand(intent, kind, ref, scene);
  if (refused !== undefined) return planned(refused);
  if (intent.isDefinedHere) return planned(objectPlan(ref, 'unverifiable', { detail: 'Its definition comes with this release.' }));
  if (scene.comingNamespaces.has(ref.namespace)) return planned(objectPlan(ref, 'unverifiable', { detail: 'Its namespace comes with this release.', changes: createdAs(intent.object, scene.digest) }));
  const live = await scene.cluster.get(kind, ref.namespace, ref.name, scene.signal);
  const seen = live === undefined ? {} : { uid: uidOf(live), resourceVersion: stringAt(live, 'metadata', 'resourceVersion') ?? '' };
  const asked = { ...intent, object: withoutScaledReplicas(intent.object, live) };
  return { plan: await askCluster(asked, kind, ref, live, scene), operation: 'apply', intent: asked, kind, ...seen };
};

const refusedBeforehand = (intent: ObjectIntent, kind: ObjectKind, ref: ObjectRef, scene: ApplyScene): ObjectPlan | undefined => {
  const refusal = refusalOf(scene.policy, rightsToApply(scene.cluster.clusterId, kind, intent.object), scene.cluster.name);
  if (refusal !== undefined) return objectPlan(ref, 'refused', { code: 'namespace-denied', detail: refusal });
  const owner = scene.taken.get(intent.key);
  if (owner !== undefined) return objectPlan(ref, 'refused', { code: 'shared-resource', detail: `It belongs to ${owner}.` });
  if (!scene.missingNamespaces.has(ref.namespace)) return undefined;
  return objectPlan(ref, 'refused', { code: 'namespace-denied', detail: `The namespace ${ref.namespace} does not exist.` });
};

const askCluster = async (intent: ObjectIntent, kind: ObjectKind, ref: ObjectRef, live: KubeObject | undefined, scene: ApplyScene): Promise<ObjectPlan> => {
  const { cluster, signal } = scene;
  try {
    return compared(intent, ref, live, await cluster.apply(kind, intent.object, { dryRun: true, force: false }, signal), scene);
  } catch (error) {
    if (error instanceof KubeConflict && error.conflicts.length > 0) return conflicted(intent, kind, ref, live, error, scene);
    return answered(ref, error);
  }
};

/** Refusals of the cluster are findings; anything else, such as silence, is not an answer and is thrown on. */
const answered = (ref: ObjectRef, error: unknown): ObjectPlan => {
  if (error instanceof KubeInvalid) return objectPlan(ref, 'invalid', { code: callFault(error).failure, detail: error.detail });
  if (error instanceof ClusterForbidden) return objectPlan(ref, 'refused', { code: callFault(error).failure, detail: error.detail });
  if (error instanceof KubeNotFound) return objectPlan(ref, 'unverifiable', { detail: error.detail });
  throw error;
};

const compared = (intent: ObjectIntent, ref: ObjectRef, live: KubeObject | undefined, { object: predicted, warnings }: Applied, scene: ApplyScene): ObjectPlan => {
  if (live === undefined) return objectPlan(ref, 'create', { changes: createdAs(intent.object, scene.digest), warnings: [...warnings] });
  const changes = classifyChanges({ live, predicted, base: scene.base.get(intent.key), intent: intent.object }, scene.digest);
  const isOwned = fieldsOwnedBy(live, FIELD_MANAGER, 'Apply').size > 0;
  const isUnchanged = isOwned && !changes.some(countsAsChange);
  const detail = isOwned || isUnchanged ? '' : 'It exists and comes into the care of this application.';
  return objectPlan(ref, isUnchanged ? 'unchanged' : 'update', { changes, detail, warnings: [...warnings] });
};

/** An object that is not there yet is one change: all of it. */
export const createdAs = (object: KubeObject, digest: Digest): ObjectPlan['changes'] => {
  const after = maskSecrets(object, digest);
  return [{ path: '', class: 'ours', after: JSON.stringify(after).length > MOST_SHOWN ? 'too large to show' : after }];
};

const conflictsOf = (error: KubeConflict, intent: ObjectIntent, live: KubeObject | undefined, digest: Digest): FieldConflict[] => {
  const ours = maskSecrets(intent.object, digest);
  const theirs = live === undefined ? undefined : maskSecrets(live, digest);
  return error.conflicts.map(({ manager, field }) => {
    const steps = field.replace(/^\./, '').split('.');
    const isPlain = !/[[\]"]/.test(field);
    return { manager, path: field.replace(/^\./, ''), ...(isPlain ? { ours: at(ours, ...steps), theirs: at(theirs, ...steps) } : {}) };
  });
};

const conflicted = async (intent: ObjectIntent, kind: ObjectKind, ref: ObjectRef, live: KubeObject | undefined, error: KubeConflict, scene: ApplyScene): Promise<ObjectPlan> => {
  const conflicts = conflictsOf(error, intent, live, scene.digest);
  const managers = [...new Set(conflicts.map(({ manager }) => manager))].join(', ');
  const detail = `${managers} owns ${conflicts.map(({ path }) => path).slice(0, 3).join(', ')}.`;
  if (!scene.mayTake) return objectPlan(ref, 'conflict', { code: 'conflict', conflicts, detail });
  const refusal = refusalOf(scene.policy, rightsToApply(scene.cluster.clusterId, kind, intent.object, true), scene.cluster.name);
  if (refusal !== undefined) return objectPlan(ref, 'conflict', { code: 'conflict', conflicts, detail: `${detail} ${refusal}` });
  const forced = await scene.cluster.apply(kind, intent.object, { dryRun: true, force: true }, scene.signal);
  const plan = compared(intent, ref, live, forced, scene);
  return { ...plan, action: 'update', conflicts, detail: `${detail} Its fields are taken over.`, confirmation: scene.takeWord };
};

export const uidOf = (object: KubeObject): string => stringAt(object, 'metadata', 'uid') ?? '';
