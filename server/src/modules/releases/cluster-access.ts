import type { KubeObject } from '@hyperkuber/kube';

/** A kind as the cluster's discovery knows it. */
export interface ObjectKind {
  readonly group: string;
  readonly version: string;
  /** The plural in paths: `deployments`. */
  readonly resource: string;
  readonly namespaced: boolean;
}

export interface ApplyWish {
  readonly dryRun: boolean;
  /** Takes fields over from other managers; only after somebody decided so. */
  readonly force: boolean;
}

export interface Applied {
  readonly object: KubeObject;
  readonly warnings: readonly string[];
}

/** One cluster as a release sees it, in the name of one person. Every method throws the errors of `server/src/kubernetes`. */
export interface ReleaseCluster {
  readonly clusterId: string;
  readonly name: string;
  /** Undefined when the cluster does not serve the kind, after a fresh look. */
  kindOf(apiVersion: string, kind: string, signal: AbortSignal): Promise<ObjectKind | undefined>;
  /** Looks at once again at what the cluster serves: a definition has just been established. */
  refreshKinds(): Promise<void>;
  /** Undefined when there is no such object. */
  get(kind: ObjectKind, namespace: string, name: string, signal: AbortSignal): Promise<KubeObject | undefined>;
  apply(kind: ObjectKind, object: KubeObject, wish: ApplyWish, signal: AbortSignal): Promise<Applied>;
  /** Deletes exactly the object with this uid; false when it is gone or was replaced by another one. */
  remove(kind: ObjectKind, namespace: string, name: string, uid: string, signal: AbortSignal): Promise<boolean>;
  /** At most `limit` objects that carry the labels. */
  list(kind: ObjectKind, namespace: string, labelSelector: string, limit: number, signal: AbortSignal): Promise<readonly KubeObject[]>;
}

export interface ClusterFacts {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly mode: 'direct' | 'impersonate' | 'read-only';
}

/** What releases need of the clusters; bound to the clusters module's directory. */
export abstract class ReleaseClusters {
  /** Opens the cluster for somebody. Throws when it is unknown, disabled or its credential cannot be opened. */
  abstract connect(clusterId: string, actor: { readonly userId: string; readonly login: string }): Promise<ReleaseCluster>;
  /** Clusters that do not exist are left out. */
  abstract describe(clusterIds: readonly string[]): Promise<ReadonlyMap<string, ClusterFacts>>;
}

export const FIELD_MANAGER = 'hyperkuber-release';
