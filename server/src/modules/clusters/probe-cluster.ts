import { Injectable } from '@nestjs/common';
import type { ProbeReport } from '@hyperkuber/contracts';
import type { Actor } from '../../access/actor.js';
import { newId } from '../../kernel/ids.js';
import { ProbeRecorder } from './probe-recorder.js';
import { ClusterDisabled } from './errors.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { VisibleCluster } from './visible-cluster.js';

/** Looks at a cluster now, because a person or a job asks for it. */
@Injectable()
export class ProbeCluster {
  constructor(private readonly visible: VisibleCluster, private readonly clusters: ClusterRepository, private readonly probes: ProbeRecorder) {}

  async execute(actor: Actor, id: string): Promise<ProbeReport> {
    const cluster = await this.visible.load(actor, id, 'probe');
    if (!cluster.enabled) throw new ClusterDisabled(`${cluster.name} is disabled. Enable it to look at it.`, { clusterId: id });
    return this.probes.lookNow(cluster, newId());
  }

  /** The same for the platform itself; a cluster that is gone or disabled by now is left alone. */
  async run(id: string, signal: AbortSignal): Promise<void> {
    const cluster = await this.clusters.find(id);
    if (cluster?.enabled === true) await this.probes.lookNow(cluster, newId(), signal);
  }
}
