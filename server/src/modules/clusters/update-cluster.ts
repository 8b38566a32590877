import { Injectable } from '@nestjs/common';
import type { ClusterDetail, ClusterUpdate } from '@hyperkuber/contracts';
import type { Action } from '../../access/tuple.js';
import type { Actor } from '../../access/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { type Tx, UnitOfWork } from '../../persistence/unit-of-work.js';
import type { Cluster } from './cluster.js';
import { ClusterDirectory } from './cluster-directory.js';
import { ClusterNews } from './cluster-news.js';
import { ClusterChangedMeanwhile, ClusterNameTaken } from './errors.js';
import { connecting, disabled } from './health.js';
import type { ClusterChange } from './persistence/cluster-change.js';
import { ClusterHealthSpanRepository } from './persistence/cluster-health-span.repository.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { VisibleCluster } from './visible-cluster.js';

/** The rights that a change asks for: switching on or off is one of its own. */
export const actionsOf = (cluster: Pick<Cluster, 'enabled'>, { enabled, ...details }: ClusterUpdate): Action[] => [
  ...(Object.keys(details).length > 0 || enabled === undefined ? ['update' as const] : []),
  ...(enabled === undefined ? [] : [enabled ? 'enable' as const : 'disable' as const]),
];

/** The columns that a change writes. A connection knows the name, the mode and whether there may be one. */
export const changeOf = (cluster: Cluster, { name, mode, environment, labels, enabled }: ClusterUpdate, now: Date): ClusterChange => {
  const switched = enabled !== undefined && enabled !== cluster.enabled;
  const reconnects = switched || (name ?? cluster.name) !== cluster.name || (mode ?? cluster.mode) !== cluster.mode;
  return {
    name: name ?? cluster.name,
    mode: mode ?? cluster.mode,
    environment: environment ?? cluster.environment,
    labels: labels ?? cluster.labels,
    ...(switched ? { enabled, ...(enabled ? connecting(now) : disabled(now)) } : {}),
    connectionVersion: cluster.connectionVersion + (reconnects ? 1 : 0),
    updatedAt: now,
  };
};

/** Changes what people say about a cluster, its mode, and whether the platform connects to it. */
@Injectable()
export class UpdateCluster {
  constructor(
    private readonly visible: VisibleCluster,
    private readonly clusters: ClusterRepository,
    private readonly spans: ClusterHealthSpanRepository,
    private readonly directory: ClusterDirectory,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: ClusterNews,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, update: ClusterUpdate): Promise<ClusterDetail> {
    const cluster = await this.visible.load(actor, id);
    await this.visible.demand(actor, id, actionsOf(cluster, update));
    const change = changeOf(cluster, update, this.clock.now());
    await this.unitOfWork.run((tx) => this.write(cluster, change, tx));
    return this.directory.detail(actor, id);
  }

  private async write(cluster: Cluster, change: ClusterChange, tx: Tx): Promise<void> {
    const outcome = await this.clusters.change(cluster.id, cluster.connectionVersion, change, tx);
    if (outcome === 'taken') throw new ClusterNameTaken(`Another cluster is called ${change.name ?? cluster.name}.`);
    if (outcome === 'meanwhile') throw new ClusterChangedMeanwhile('Somebody else changed the cluster. Load it again.');
    const after = { ...cluster, ...change };
    if (after.enabled !== cluster.enabled) {
      const { state, code, detail, since } = after;
      await this.spans.begin({ id: newId(), clusterId: cluster.id, state, code, detail, from: since, until: null }, tx);
    }
    const what = after.connectionVersion === cluster.connectionVersion ? 'details' : 'connection';
    tx.afterCommit(() => this.news.changed(what, after));
  }
}
