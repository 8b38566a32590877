import { Injectable } from '@nestjs/common';
import type { ReleaseOptions } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { newId } from '../../../kernel/ids.js';
import { type Tx, UnitOfWork } from '../../../persistence/unit-of-work.js';
import { ReleaseClusters } from '../cluster-access.js';
import { TargetBusy } from '../errors.js';
import { Placements } from '../persistence/placements.repository.js';
import type { ReleaseKind } from '../persistence/release.entity.js';
import type { ReleaseTargetEntity } from '../persistence/release-target.entity.js';
import { type ReleaseRecord, Releases } from '../persistence/releases.repository.js';
import { activeKeyOf, Targets } from '../persistence/targets.repository.js';
import { ReleaseJournal } from '../release-journal.js';
import { ReleaseWork } from '../release-work.js';

export interface LaunchTarget {
  readonly clusterId: string;
  readonly namespace: string;
  /** What to bring there; null takes the application away. */
  readonly revision: number | null;
}

export interface Launch {
  readonly applicationId: string;
  readonly kind: ReleaseKind;
  readonly revision: number | null;
  readonly rollbackOf: string | null;
  readonly targets: readonly LaunchTarget[];
  readonly options: ReleaseOptions;
  readonly note: string;
}

/** Writes a new release with its targets and wakes the workers that plan them. */
@Injectable()
export class LaunchRelease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: Releases,
    private readonly targets: Targets,
    private readonly placements: Placements,
    private readonly clusters: ReleaseClusters,
    private readonly journal: ReleaseJournal,
    private readonly work: ReleaseWork,
  ) {}

  async launch(actor: Actor, launch: Launch, also?: (release: ReleaseRecord, tx: Tx) => Promise<void>): Promise<ReleaseRecord> {
    const release = this.releaseOf(actor, launch);
    await this.unitOfWork.run(async (tx) => {
      await this.refuseBusy(launch, tx);
      await this.releases.add(release, tx);
      const targets = await this.targetsOf(release, launch, tx);
      await this.targets.add(targets, tx);
      await this.journal.record(release.id, [{ type: 'release', targetId: null, code: 'planning', detail: `started by ${actor.login}` }], tx);
      await also?.(release, tx);
      tx.afterCommit(() => this.work.wake(targets));
    });
    return release;
  }

  private releaseOf(actor: Actor, { applicationId, kind, revision, rollbackOf, targets, options, note }: Launch): ReleaseRecord {
    return {
      id: newId(), applicationId, kind, revision, state: 'planning', epoch: 0, options, note, planHash: null, confirmations: [], rollbackOf,
      startedBy: actor.userId, startedByLogin: actor.login, approvedBy: null, approvedByLogin: null, detail: '', eventCount: 0, targetCount: targets.length,
      createdAt: this.journal.now(), startedAt: null, endedAt: null,
    };
  }

  /** The unique key in the table decides; asking first lets the answer name the release that is in the way. */
  private async refuseBusy({ applicationId, targets }: Launch, tx: Tx): Promise<void> {
    const [busy] = await this.targets.holding(targets.map((target) => activeKeyOf({ applicationId, ...target })), tx);
    if (busy === undefined) return;
    const cluster = (await this.clusters.describe([busy.clusterId])).get(busy.clusterId)?.name ?? busy.clusterId;
    throw new TargetBusy(`Release ${busy.releaseId} is under way in ${cluster}/${busy.namespace}: let it end, abort or cancel it.`, { releaseId: busy.releaseId, targetId: busy.id });
  }

  private async targetsOf({ id: releaseId, applicationId }: ReleaseRecord, { targets }: Launch, tx: Tx): Promise<ReleaseTargetEntity[]> {
    const placed = new Map((await this.placements.ofApplications([applicationId], tx)).map((placement) => [activeKeyOf(placement), placement]));
    return targets.map(({ clusterId, namespace, revision }) => {
      const activeKey = activeKeyOf({ applicationId, clusterId, namespace });
      return {
        id: newId(), releaseId, applicationId, clusterId, namespace, wave: 0, state: 'planning', epoch: 0, leaseOwner: null, leaseUntil: null, activeKey, revision,
        previousRevision: placed.get(activeKey)?.healthyRevision ?? null, attempts: 0, deadlineAt: null, failure: null, detail: 'being planned', verdict: 'pending',
        planHash: null, plan: null, objects: 0, done: 0, healthy: 0, startedAt: null, endedAt: null,
      };
    });
  }
}
