import pLimit from 'p-limit';

export interface SlotLimits {
  readonly all: number;
  readonly perCluster: number;
}

export const slotLimits: SlotLimits = { all: 20, perCluster: 4 };

/**
 * Bounds the calls under way in this worker. A target waits for its cluster's place first, so many targets of one dead
 * cluster never hold the places of the others; between calls a target holds none.
 */
export class Slots {
  private readonly all: ReturnType<typeof pLimit>;
  private readonly clusters = new Map<string, { readonly limit: ReturnType<typeof pLimit>; users: number }>();

  constructor(private readonly limits: SlotLimits = slotLimits) {
    this.all = pLimit(limits.all);
  }

  async run<T>(clusterId: string, work: () => Promise<T>): Promise<T> {
    const cluster = this.clusters.get(clusterId) ?? { limit: pLimit(this.limits.perCluster), users: 0 };
    this.clusters.set(clusterId, cluster);
    cluster.users += 1;
    try {
      return await cluster.limit(() => this.all(work));
    } finally {
      cluster.users -= 1;
      if (cluster.users === 0) this.clusters.delete(clusterId);
    }
  }
}
