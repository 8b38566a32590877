import { Injectable } from '@nestjs/common';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { platformTuple, type Action, type PlatformTuple } from '../../access/tuple.js';
import type { Cluster } from './cluster.js';
import { ClusterNotFound } from './errors.js';
import { ClusterRepository } from './persistence/cluster.repository.js';

/** A cluster is an object of the module and also the cluster that it is. */
export const clusterTuple = (action: Action, clusterId: string): PlatformTuple => platformTuple('clusters', action, { resourceId: clusterId, clusterId });

/** Loads a cluster for somebody: what one may not see is not there (404); what one may see but not do is refused (403). */
@Injectable()
export class VisibleCluster {
  constructor(private readonly clusters: ClusterRepository, private readonly access: Access) {}

  async load(actor: Actor, id: string, ...actions: readonly Action[]): Promise<Cluster> {
    const { allowed } = await this.access.decide(actor, clusterTuple('read', id));
    const cluster = allowed ? await this.clusters.find(id) : undefined;
    if (cluster === undefined) throw new ClusterNotFound('There is no cluster with this id.', { clusterId: id });
    await this.demand(actor, id, actions);
    return cluster;
  }

  /** For a cluster that was loaded already. */
  async demand(actor: Actor, id: string, actions: readonly Action[]): Promise<void> {
    if (actions.length > 0) await this.access.demandAll(actor, actions.map((action) => clusterTuple(action, id)));
  }
}
