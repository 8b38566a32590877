import { type KubeObject, pruneOrder } from '@hyperkuber/kube';
import type { ActorPolicy } from '../../../access/actor-policy.js';
import type { ReleaseCluster } from '../cluster-access.js';
import type { InventoryRecord } from '../persistence/inventory.repository.js';
import { isKeptFromPruning, isLabelledAs, type Ownership } from './labels.js';
import { objectPlan, type PlannedObject } from './planned-object.js';
import { uidOf } from './plan-objects.js';
import { confirmationFor } from './prune-guards.js';
import { refusalOf, rightsToRemove } from './rights.js';

export interface RemovalScene {
  readonly cluster: ReleaseCluster;
  readonly policy: ActorPolicy;
  readonly ownership: Ownership;
  readonly signal: AbortSignal;
}

type Ref = Pick<InventoryRecord, 'apiVersion' | 'kind' | 'namespace' | 'name'>;

const refOfRow = ({ apiVersion, kind, namespace, name }: Ref) => ({ apiVersion, kind, namespace, name });

/** Why an object of the inventory is not deleted although it is no longer wanted; undefined when it is. */
const reasonToKeep = (live: KubeObject, row: InventoryRecord, ownership: Ownership): { code: 'kept' | 'not-ours'; detail: string } | undefined => {
  if (isKeptFromPruning(live)) return { code: 'kept', detail: 'It is annotated hyperkuber.io/prune: disabled and stays.' };
  if (!isLabelledAs(live, ownership)) return { code: 'not-ours', detail: 'It no longer carries the labels of this application and stays.' };
  const isOther = row.uid !== '' && row.uid !== uidOf(live);
  return isOther ? { code: 'not-ours', detail: 'It was replaced by another object of the same name and stays.' } : undefined;
};

/** Plans the end of one object that this target brought and that is no longer wanted. */
export const planRemoval = async (row: InventoryRecord, { cluster, policy, ownership, signal }: RemovalScene): Promise<PlannedObject> => {
  const ref = refOfRow(row);
  const kind = await cluster.kindOf(row.apiVersion, row.kind, signal);
  if (kind === undefined) return { plan: objectPlan(ref, 'unchanged', { code: 'gone', detail: 'Its kind is gone from the cluster, and it with it.' }), operation: 'delete' };
  const refusal = refusalOf(policy, rightsToRemove(cluster.clusterId, kind, row.namespace, row.name), cluster.name);
  if (refusal !== undefined) return { plan: objectPlan(ref, 'refused', { code: 'namespace-denied', detail: refusal }), operation: 'delete', kind };
  const live = await cluster.get(kind, row.namespace, row.name, signal);
  if (live === undefined) return { plan: objectPlan(ref, 'unchanged', { code: 'gone', detail: 'It is gone already.' }), operation: 'delete', kind };
  const kept = reasonToKeep(live, row, ownership);
  if (kept !== undefined) return { plan: objectPlan(ref, 'unchanged', kept), operation: 'delete', kind };
  return { plan: objectPlan(ref, 'delete', { confirmation: confirmationFor(ref) }), operation: 'delete', kind, uid: uidOf(live) };
};

/** Rows in the order in which their objects may go: users of a thing before the thing. */
export const inPruneOrder = (rows: readonly InventoryRecord[]): InventoryRecord[] => {
  const byObject = new Map<KubeObject, InventoryRecord>(rows.map((row) => [{ apiVersion: row.apiVersion, kind: row.kind, metadata: { name: row.name, namespace: row.namespace } }, row]));
  return pruneOrder([...byObject.keys()]).flat().flatMap((object) => byObject.get(object) ?? []);
};
