import { Injectable } from '@nestjs/common';
import type { Tx } from '../../persistence/unit-of-work.js';

/** What stands in the way of removing a cluster: `2 applications` and their names. */
export interface ClusterUsage {
  readonly what: string;
  readonly count: number;
  /** Some of their names, for the message. */
  readonly names: readonly string[];
}

/** A module that keeps something about clusters. It registers itself with `ClusterUses` when the application starts. */
export abstract class ClusterUse {
  /** What of this module is placed on the cluster; empty when nothing is. */
  abstract usagesOf(clusterId: string): Promise<readonly ClusterUsage[]>;
  /** Deletes this module's rows about the cluster, in the transaction that removes it. */
  abstract forget(clusterId: string, tx: Tx): Promise<void>;
}

/** Everybody who keeps something about clusters. */
@Injectable()
export class ClusterUses {
  private readonly uses: ClusterUse[] = [];

  add(use: ClusterUse): void {
    this.uses.push(use);
  }

  async usagesOf(clusterId: string): Promise<ClusterUsage[]> {
    const found: ClusterUsage[] = [];
    for (const use of this.uses) found.push(...await use.usagesOf(clusterId));
    return found.filter(({ count }) => count > 0);
  }

  async forget(clusterId: string, tx: Tx): Promise<void> {
    for (const use of this.uses) await use.forget(clusterId, tx);
  }
}
