import { Injectable } from '@nestjs/common';
import type { ClusterDetail, ClusterUpdate } from '@hyperkuber/contracts';
import type { Actor } from '../../access/actor.js';
import type { Action } from '../../access/tuple.js';
import { Clock } from '../../kernel/clock.js';
import type { Cluster } from './cluster.js';
import { ClusterDirectory } from './cluster-directory.js';
import { ClusterStore } from './cluster-store.js';
import { ClusterChangedMeanwhile, ClusterNameTaken } from './errors.js';
import { connecting, disabled } from './health.js';
import type { ClusterChange } from './persistence/cluster-change.js';
import { VisibleCluster } from './visible-cluster.js';

/** The rights that a change asks for: switching on or off is one of its own. */
export const actionsOf = ({ enabled, ...details }: ClusterUpdate): Action[] => [
  ...(Object.keys(details).length > 0 || enabled === undefined ? ['update' as const] : []),
  ...(enabled === undefined ? [] : [enabled ? 'enable' as const : 'disable' as const]),
];

/** The columns that a change writes. A connection knows the name, the mode and whether there may be one. */
export const changeOf = (cluster: Cluster, { name = cluster.name, mode = cluster.mode, environment = cluster.environment, labels = cluster.labels, enabled = cluster.enabled }: ClusterUpdate, now: Date): ClusterChange => {
  const isSwitched = enabled !== cluster.enabled;
  const reconnects = isSwitched || name !== cluster.name || mode !== cluster.mode;
  return {
    name, mode, environment, labels,
    ...(isSwitched ? switched(enabled, now) : {}),
    connectionVersion: cluster.connectionVersion + (reconnects ? 1 : 0),
    updatedAt: now,
  };
};

const switched = (enabled: boolean, now: Date): ClusterChange => ({ enabled, ...(enabled ? connecting(now) : disabled(now)) });

/** Changes what people say about a cluster, its mode, and whether the platform connects to it. */
@Injectable()
export class UpdateCluster {
  constructor(
    private readonly visible: VisibleCluster,
    private readonly store: ClusterStore,
    private readonly directory: ClusterDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, update: ClusterUpdate): Promise<ClusterDetail> {
    const cluster = await this.visible.load(actor, id);
    await this.visible.demand(actor, id, actionsOf(update));
    const outcome = await this.store.change(cluster, changeOf(cluster, update, this.clock.now()));
    if (outcome === 'taken') throw new ClusterNameTaken(`Another cluster is called ${update.name ?? cluster.name}. Choose another name.`);
    if (outcome === 'meanwhile') throw new ClusterChangedMeanwhile('Somebody else changed the cluster. Load it again.');
    return this.directory.detail(actor, id);
  }
}
