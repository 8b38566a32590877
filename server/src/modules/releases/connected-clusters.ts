import { Injectable } from '@nestjs/common';
import { asKubeObject, type KubeObject } from '@hyperkuber/kube';
import { Discovery } from '../../kubernetes/discovery.js';
import { KubeConflict, KubeNotFound, NotKubernetes } from '../../kubernetes/errors.js';
import type { KubeClient } from '../../kubernetes/kube-client.js';
import { callContextOf, ClusterConnections } from '../clusters/index.js';
import { type Applied, type ApplyWish, type ClusterFacts, FIELD_MANAGER, type ObjectKind, type ReleaseCluster, ReleaseClusters } from './cluster-access.js';

/** Releases' way to clusters, over the connections of the clusters module. */
@Injectable()
export class ConnectedClusters extends ReleaseClusters {
  constructor(
    private readonly connections: ClusterConnections,
    private readonly discovery: Discovery,
  ) {
    super();
  }

  async connect(clusterId: string, actor: { readonly userId: string; readonly login: string }): Promise<ReleaseCluster> {
    const { client, cluster } = await this.connections.connect(clusterId, callContextOf(actor));
    return new ConnectedCluster(client, cluster.name, this.discovery);
  }

  async describe(clusterIds: readonly string[]): Promise<ReadonlyMap<string, ClusterFacts>> {
    return new Map((await this.connections.describe([...new Set(clusterIds)])).map((cluster) => [cluster.id, cluster]));
  }
}

const named = (client: KubeClient, object: unknown): KubeObject => {
  const read = asKubeObject(object);
  if (read === undefined) throw new NotKubernetes('not-an-object', `${client.target.name} answered with an object without a name.`);
  return read;
};

const place = ({ group, version, resource, namespaced }: ObjectKind, namespace: string, name: string) => ({ group, version, resource, name, ...(namespaced ? { namespace } : {}) });

export class ConnectedCluster implements ReleaseCluster {
  constructor(
    private readonly client: KubeClient,
    readonly name: string,
    private readonly discovery: Discovery,
  ) {}

  get clusterId(): string {
    return this.client.target.clusterId;
  }

  kindOf(apiVersion: string, kind: string): Promise<ObjectKind | undefined> {
    return this.discovery.find(this.client.target, apiVersion, kind);
  }

  async refreshKinds(): Promise<void> {
    await this.discovery.refresh(this.client.target);
  }

  async get(kind: ObjectKind, namespace: string, name: string, signal: AbortSignal): Promise<KubeObject | undefined> {
    try {
      return named(this.client, await this.client.get(place(kind, namespace, name), { signal }));
    } catch (error) {
      if (error instanceof KubeNotFound) return undefined;
      throw error;
    }
  }

  async apply(kind: ObjectKind, object: KubeObject, { dryRun, force }: ApplyWish, signal: AbortSignal): Promise<Applied> {
    const { namespace = '', name } = object.metadata;
    const written = await this.client.apply(place(kind, namespace, name), object, { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', dryRun, force, signal });
    return { object: named(this.client, written.object), warnings: written.warnings };
  }

  async remove(kind: ObjectKind, namespace: string, name: string, uid: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.client.delete(place(kind, namespace, name), { uid, propagationPolicy: 'Foreground', signal });
      return true;
    } catch (error) {
      if (error instanceof KubeNotFound) return false;
      // The precondition failed: another object has the name now, and it is not ours.
      if (error instanceof KubeConflict && await this.isGone(kind, namespace, name, uid, signal)) return false;
      throw error;
    }
  }

  async list(kind: ObjectKind, namespace: string, labelSelector: string, limit: number, signal: AbortSignal): Promise<readonly KubeObject[]> {
    const { items } = await this.client.list(kind, { ...(kind.namespaced ? { namespace } : {}), labelSelector, limit, maxItems: limit, signal });
    return items.map((item) => named(this.client, item));
  }

  private async isGone(kind: ObjectKind, namespace: string, name: string, uid: string, signal: AbortSignal): Promise<boolean> {
    const live = await this.get(kind, namespace, name, signal);
    return live?.metadata.uid !== uid;
  }
}
