import { applyOrder, type Digest, type KubeObject, refKey, stringAt } from '@hyperkuber/kube';
import pLimit from 'p-limit';
import type { ReleaseOptions } from '@hyperkuber/contracts';
import type { ActorPolicy } from '../../../access/actor-policy.js';
import type { ReleaseCluster } from '../cluster-access.js';
import type { InventoryRecord } from '../persistence/inventory.repository.js';
import { underComingDefinitions } from './coming-definitions.js';
import { intentsOf, kindKey, type KnownKinds, NAMESPACE_KIND, namespaceIntent, type ObjectIntent } from './intents.js';
import type { Ownership } from './labels.js';
import { draftOf, objectPlan, type PlannedObject, type TargetDraft } from './planned-object.js';
import { type ApplyScene, planObject } from './plan-objects.js';
import { inPruneOrder, planRemoval } from './plan-removals.js';
import { massConfirmation } from './prune-guards.js';
import { refusalOf, rightsToApply } from './rights.js';

export interface PlanOrder {
  readonly cluster: ReleaseCluster;
  readonly policy: ActorPolicy;
  readonly ownership: Ownership;
  readonly digest: Digest;
  /** The objects of the revision; undefined takes the application away. */
  readonly objects: readonly KubeObject[] | undefined;
  /** The objects of the revision that was here before. */
  readonly previous: readonly KubeObject[];
  readonly inventory: readonly InventoryRecord[];
  /** Objects of the same names that belong to others, with the owner in words. */
  readonly taken: ReadonlyMap<string, string>;
  readonly options: ReleaseOptions;
  readonly signal: AbortSignal;
}

const CALLS_AT_ONCE = 4;

export const rowKey = ({ apiVersion, kind, namespace, name }: Pick<InventoryRecord, 'apiVersion' | 'kind' | 'namespace' | 'name'>): string => refKey({ apiVersion, kind, namespace, name });

const findKinds = async (objects: readonly KubeObject[], { cluster, signal }: PlanOrder): Promise<KnownKinds> => {
  const asked = new Map(objects.map((object) => [kindKey(object), object]));
  const limit = pLimit(CALLS_AT_ONCE);
  const found = await Promise.all([...asked].map(([key, { apiVersion, kind }]) => limit(async () => [key, await cluster.kindOf(apiVersion, kind, signal)] as const)));
  return new Map(found.flatMap(([key, kind]) => (kind === undefined ? [] : [[key, kind] as const])));
};

interface Namespaces {
  readonly missing: ReadonlySet<string>;
  readonly terminating: ReadonlySet<string>;
}

const lookAtNamespaces = async (intents: readonly ObjectIntent[], { cluster, ownership, signal }: PlanOrder): Promise<Namespaces> => {
  const names = new Set(intents.flatMap(({ object, kind }) => (kind?.namespaced === true ? [object.metadata.namespace ?? ''] : [])).concat(ownership.namespace));
  const missing = new Set<string>();
  const terminating = new Set<string>();
  for (const name of names) {
    const live = await cluster.get(NAMESPACE_KIND, '', name, signal);
    if (live === undefined) missing.add(name);
    else if (stringAt(live, 'metadata', 'deletionTimestamp') !== undefined) terminating.add(name);
  }
  return { missing, terminating };
};

/** The step that makes the target's namespace; undefined when it is there or comes with the revision. */
const planNamespace = (intents: readonly ObjectIntent[], { missing, terminating }: Namespaces, order: PlanOrder): PlannedObject | undefined => {
  const { cluster, ownership, options, policy } = order;
  const intent = namespaceIntent(ownership.namespace);
  const ref = { apiVersion: 'v1', kind: 'Namespace', namespace: '', name: ownership.namespace };
  const planned = (plan: PlannedObject['plan']): PlannedObject => ({ plan, operation: 'namespace', intent, kind: NAMESPACE_KIND });
  if (terminating.has(ownership.namespace)) return planned(objectPlan(ref, 'refused', { code: 'namespace-terminating', detail: 'The namespace is being deleted.' }));
  const comes = intents.some(({ key }) => key === intent.key);
  if (!missing.has(ownership.namespace) || comes) return undefined;
  if (!options.createNamespaces) return planned(objectPlan(ref, 'refused', { code: 'namespace-denied', detail: 'The namespace does not exist, and the release is not to make it.' }));
  const refusal = refusalOf(policy, rightsToApply(cluster.clusterId, NAMESPACE_KIND, intent.object), cluster.name);
  if (refusal !== undefined) return planned(objectPlan(ref, 'refused', { code: 'namespace-denied', detail: refusal }));
  return planned(objectPlan(ref, 'create', { changes: [{ path: '', class: 'ours', after: intent.object }] }));
};

const comingNamespaces = (intents: readonly ObjectIntent[], namespaceStep: PlannedObject | undefined, missing: ReadonlySet<string>): Set<string> => {
  const coming = intents.filter(({ object }) => object.kind === 'Namespace' && object.apiVersion === 'v1').map(({ object }) => object.metadata.name);
  const made = namespaceStep?.plan.action === 'create' ? [namespaceStep.plan.ref.name] : [];
  return new Set([...coming, ...made].filter((name) => missing.has(name)));
};

const planApplies = async (objects: readonly KubeObject[], order: PlanOrder): Promise<PlannedObject[]> => {
  const { cluster, policy, digest, ownership, options, taken, signal } = order;
  const intents = intentsOf(applyOrder(objects).flat(), ownership, await findKinds(objects, order));
  const previous = intentsOf(order.previous, ownership, await findKinds(order.previous, order));
  const namespaces = await lookAtNamespaces(intents, order);
  const namespaceStep = planNamespace(intents, namespaces, order);
  const coming = comingNamespaces(intents, namespaceStep, namespaces.missing);
  const scene: ApplyScene = {
    cluster, policy, digest, taken, signal, comingNamespaces: coming, mayTake: options.onConflict === 'take', takeWord: takeWordOf(order),
    missingNamespaces: new Set([...namespaces.missing].filter((name) => !coming.has(name))), base: new Map(previous.map(({ key, object }) => [key, object])),
  };
  const limit = pLimit(CALLS_AT_ONCE);
  const planned = await Promise.all(intents.map((intent) => limit(() => planObject(intent, scene))));
  return [...(namespaceStep === undefined ? [] : [namespaceStep]), ...underComingDefinitions(planned, scene.base, digest)];
};

const takeWordOf = ({ cluster, ownership }: PlanOrder): string => `take:${cluster.name}/${ownership.namespace}`;

const planRemovals = async (kept: ReadonlySet<string>, order: PlanOrder): Promise<PlannedObject[]> => {
  if (order.objects !== undefined && !order.options.prune) return [];
  const rows = inPruneOrder(order.inventory.filter((row) => !kept.has(rowKey(row))));
  const limit = pLimit(CALLS_AT_ONCE);
  return Promise.all(rows.map((row) => limit(() => planRemoval(row, order))));
};

/** What a release would do at one target, asked of the cluster itself by dry run. Nothing is changed. */
export const planTarget = async (order: PlanOrder): Promise<TargetDraft> => {
  const applies = order.objects === undefined ? [] : await planApplies(order.objects, order);
  const kept = new Set(applies.flatMap(({ intent }) => (intent === undefined ? [] : [intent.key])));
  const removals = await planRemovals(kept, order);
  const deleted = removals.filter(({ plan }) => plan.action === 'delete').length;
  // Whoever takes the whole application away wishes for just that.
  const place = { clusterName: order.cluster.name, namespace: order.ownership.namespace };
  const mass = order.objects === undefined ? null : massConfirmation(deleted, order.inventory.length, place);
  return draftOf([...applies, ...removals], mass);
};
