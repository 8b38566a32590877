import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CLUSTER_STATES } from '@hyperkuber/contracts';
import { Gauge } from 'prom-client';
import { Metrics } from '../../kernel/metrics/metrics.js';
import { ClusterRepository } from './persistence/cluster.repository.js';

/** How many clusters are in which state, read when somebody scrapes. */
@Injectable()
export class ClusterMetrics implements OnModuleInit {
  constructor(private readonly metrics: Metrics, private readonly clusters: ClusterRepository) {}

  onModuleInit(): void {
    const { clusters } = this;
    this.metrics.registry.registerMetric(new Gauge({
      name: 'hyperkuber_clusters',
      help: 'Registered clusters by state',
      labelNames: ['state'],
      registers: [],
      async collect() {
        // Without the database the other metrics are still wanted; an old number would be worse than none.
        const counts = await clusters.countByState().catch(() => undefined);
        this.reset();
        if (counts !== undefined) for (const state of CLUSTER_STATES) this.set({ state }, counts.get(state) ?? 0);
      },
    }));
  }
}
