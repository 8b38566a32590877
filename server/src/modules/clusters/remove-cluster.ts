import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor.js';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { ClusterNews } from './cluster-news.js';
import { ClusterUses, type ClusterUsage } from './cluster-use.js';
import { ClusterInUse } from './errors.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { VisibleCluster } from './visible-cluster.js';

const MOST_NAMES = 5;

/** Forgets a cluster. The platform keeps nothing inside a cluster for knowing it, so there is nothing to take out of it. */
@Injectable()
export class RemoveCluster {
  constructor(
    private readonly visible: VisibleCluster,
    private readonly clusters: ClusterRepository,
    private readonly uses: ClusterUses,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: ClusterNews,
  ) {}

  async execute(actor: Actor, id: string, force: boolean): Promise<void> {
    const { name } = await this.visible.load(actor, id, 'delete');
    if (!force) this.refuseWhenUsed(name, await this.uses.usagesOf(id));
    await this.unitOfWork.run(async (tx) => {
      await this.uses.forget(id, tx);
      // Credentials and health go with the row: their keys cascade.
      await this.clusters.remove(id, tx);
      tx.afterCommit(() => this.news.removed(id));
    });
  }

  private refuseWhenUsed(name: string, usages: readonly ClusterUsage[]): void {
    if (usages.length === 0) return;
    const words = usages.map(({ what, count, names }) => `${String(count)} ${what} (${names.slice(0, MOST_NAMES).join(', ')}${count > MOST_NAMES ? ', …' : ''})`);
    throw new ClusterInUse(`${name} still holds ${words.join(' and ')}. Take them away first, or remove the cluster with force: what runs there stays there.`, { usages });
  }
}
