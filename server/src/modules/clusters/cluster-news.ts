import { Injectable } from '@nestjs/common';
import { Bus } from '../../messaging/bus.js';
import type { Cluster } from './cluster.js';
import { CLUSTER_CHANGED, CLUSTER_REMOVED, type ClusterChanged, type ClusterRemoved } from './events.js';

/** Tells every process what happened to a cluster; called after the commit. */
@Injectable()
export class ClusterNews {
  constructor(private readonly bus: Bus) {}

  changed(what: ClusterChanged['what'], { id, state, connectionVersion }: Pick<Cluster, 'id' | 'state' | 'connectionVersion'>): Promise<void> {
    return this.bus.publish(CLUSTER_CHANGED, { v: 1, clusterId: id, what, state, connectionVersion } satisfies ClusterChanged);
  }

  removed(clusterId: string): Promise<void> {
    return this.bus.publish(CLUSTER_REMOVED, { v: 1, clusterId } satisfies ClusterRemoved);
  }
}
