import { Injectable } from '@nestjs/common';
import { Access } from '../../../access/access.js';
import type { Actor } from '../../../access/actor.js';
import { type ReleaseCluster, ReleaseClusters } from '../cluster-access.js';
import { ApplicationNotFound } from '../errors.js';
import { Applications } from '../persistence/applications.repository.js';
import { Inventory } from '../persistence/inventory.repository.js';
import { Placements } from '../persistence/placements.repository.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import type { TargetRecord } from '../persistence/targets.repository.js';
import { type PlanOrder, rowKey } from '../planning/target-planner.js';
import { RevisionVault } from '../applications/revision-vault.js';

/** Who a worker acts for: whoever started the release, with the rights that person has now. */
export const starterOf = ({ startedBy, startedByLogin }: ReleaseRecord): Actor => ({ userId: startedBy, login: startedByLogin, via: 'job', authEpoch: 0 });

export interface TargetScene {
  readonly cluster: ReleaseCluster;
  /** What planning needs; asked anew for each plan, because rights and the inventory change. */
  order(signal: AbortSignal): Promise<PlanOrder>;
}

/** Collects what a worker needs to know about a target. */
@Injectable()
export class TargetScenes {
  constructor(
    private readonly access: Access,
    private readonly clusters: ReleaseClusters,
    private readonly applications: Applications,
    private readonly placements: Placements,
    private readonly inventory: Inventory,
    private readonly vault: RevisionVault,
  ) {}

  async open(target: TargetRecord, release: ReleaseRecord): Promise<TargetScene> {
    const cluster = await this.clusters.connect(target.clusterId, starterOf(release));
    return { cluster, order: (signal) => this.order(cluster, target, release, signal) };
  }

  private async order(cluster: ReleaseCluster, target: TargetRecord, release: ReleaseRecord, signal: AbortSignal): Promise<PlanOrder> {
    const application = await this.applications.find(target.applicationId);
    if (application === undefined) throw new ApplicationNotFound('The application was deleted.');
    const policy = await this.access.policyOf(starterOf(release));
    const objects = target.revision === null ? undefined : await this.vault.objects(target.applicationId, target.revision);
    const placement = await this.placements.find(target);
    const previous = placement === undefined ? [] : await this.vault.objects(target.applicationId, placement.revision);
    const ownership = { applicationName: application.name, namespace: target.namespace };
    return {
      cluster, policy, ownership, objects, previous, signal, options: release.options, digest: this.vault.digestOf(application),
      inventory: await this.inventory.ofPlace(target), taken: await this.takenBy(target, (objects ?? []).map(({ metadata }) => metadata.name)),
    };
  }

  /** Who else has objects of these names in the cluster. */
  private async takenBy(target: TargetRecord, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.inventory.named(target.clusterId, names);
    const others = rows.filter((row) => row.applicationId !== target.applicationId || row.targetNamespace !== target.namespace);
    const owners = await this.applications.findAll(others.map(({ applicationId }) => applicationId));
    return new Map(others.map((row) => {
      const name = owners.get(row.applicationId)?.name ?? 'another application';
      return [rowKey(row), `the application ${name} (${row.targetNamespace})`];
    }));
  }
}
