import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../persistence/unit-of-work.js';
import { ClusterUse, ClusterUses, type ClusterUsage } from '../clusters/index.js';
import { Applications } from './persistence/applications.repository.js';
import { Inventory } from './persistence/inventory.repository.js';
import { Placements } from './persistence/placements.repository.js';

const MOST_NAMED = 5;

/** Tells the clusters module which applications run on a cluster, and forgets them when the cluster goes. */
@Injectable()
export class ReleaseClusterUse extends ClusterUse implements OnModuleInit {
  constructor(
    private readonly uses: ClusterUses,
    private readonly applications: Applications,
    private readonly placements: Placements,
    private readonly inventory: Inventory,
  ) {
    super();
  }

  onModuleInit(): void {
    this.uses.add(this);
  }

  async usagesOf(clusterId: string): Promise<readonly ClusterUsage[]> {
    const ids = await this.placements.applicationsOn(clusterId);
    if (ids.length === 0) return [];
    const names = [...(await this.applications.findAll(ids.slice(0, MOST_NAMED))).values()].map(({ name }) => name);
    return [{ what: 'applications', count: ids.length, names }];
  }

  async forget(clusterId: string, tx: Tx): Promise<void> {
    await this.placements.forgetCluster(clusterId, tx);
    await this.inventory.forgetCluster(clusterId, tx);
  }
}
