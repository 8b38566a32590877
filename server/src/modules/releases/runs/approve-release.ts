import { Injectable } from '@nestjs/common';
import type { ApprovalCreate, ReleaseDetail } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { UnitOfWork } from '../../../persistence/unit-of-work.js';
import { ConfirmationsMissing, PlanOutdated, ReleaseStateRefused } from '../errors.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import { Releases } from '../persistence/releases.repository.js';
import { Targets } from '../persistence/targets.repository.js';
import { storedPlan } from '../planning/stored-plan.js';
import { ReleaseJournal } from '../release-journal.js';
import { ReleaseWork } from '../release-work.js';
import { ReleaseDirectory } from './release-directory.js';
import { VisibleRelease } from './visible-release.js';

/** Lets a planned release run. The approval holds for exactly the plan that was shown. */
@Injectable()
export class ApproveRelease {
  constructor(
    private readonly visible: VisibleRelease,
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: Releases,
    private readonly targets: Targets,
    private readonly journal: ReleaseJournal,
    private readonly work: ReleaseWork,
    private readonly directory: ReleaseDirectory,
  ) {}

  async execute(actor: Actor, id: string, { planHash, confirmations }: ApprovalCreate): Promise<ReleaseDetail> {
    const { release } = await this.visible.load(actor, id, 'approve');
    if (release.state !== 'ready') throw new ReleaseStateRefused(`The release is ${release.state}: only one that is ready can be approved.`);
    if (release.planHash !== planHash) throw new PlanOutdated('The plan has changed since it was shown: look at it again.', { planHash: release.planHash });
    await this.refuseUnconfirmed(release, confirmations);
    await this.unitOfWork.run((tx) => this.approve(actor, release, confirmations, tx));
    return this.directory.find(actor, id);
  }

  private async refuseUnconfirmed({ id }: ReleaseRecord, confirmations: readonly string[]): Promise<void> {
    const wanted = (await this.targets.plansOf(id)).filter(({ state }) => state === 'planned').flatMap(({ plan }) => storedPlan(plan).confirmations);
    const missing = [...new Set(wanted)].filter((word) => !confirmations.includes(word));
    if (missing.length > 0) throw new ConfirmationsMissing(`Confirm by name: ${missing.slice(0, 5).join(', ')}.`, { errors: missing.map((word) => ({ path: 'confirmations', message: word })) });
  }

  private async approve(actor: Actor, release: ReleaseRecord, confirmations: readonly string[], tx: Parameters<Releases['append']>[3]): Promise<void> {
    await this.journal.record(release.id, [{ type: 'release', targetId: null, code: 'running', detail: `approved by ${actor.login}` }], tx);
    const now = this.journal.now();
    const moved = await this.releases.move(release, 'running', {
      confirmations: [...confirmations], approvedBy: actor.userId, approvedByLogin: actor.login, detail: '', startedAt: release.startedAt ?? now,
    }, tx);
    if (!moved) throw new ReleaseStateRefused('Somebody else decided on the release at the same time: look at it again.');
    await this.targets.moveFree(release.id, ['planned'], 'pending', now, { attempts: 0, detail: 'waiting for a worker' }, tx);
    const pending = (await this.targets.ofRelease(release.id, tx)).filter(({ state }) => state === 'pending');
    tx.afterCommit(() => this.work.wake(pending));
  }
}
