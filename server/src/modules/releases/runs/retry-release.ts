import { Injectable } from '@nestjs/common';
import type { ReleaseDetail, RetryCreate } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { type Tx, UnitOfWork } from '../../../persistence/unit-of-work.js';
import { ReleaseStateRefused, TargetBusy } from '../errors.js';
import { type ReleaseRecord, Releases } from '../persistence/releases.repository.js';
import { activeKeyOf, type TargetRecord, Targets } from '../persistence/targets.repository.js';
import { ReleaseJournal } from '../release-journal.js';
import { ReleaseWork } from '../release-work.js';
import { releaseMayMove } from '../release-states.js';
import { chosenTargets } from './chosen-targets.js';
import { ReleaseDirectory } from './release-directory.js';
import { VisibleRelease } from './visible-release.js';

/** Failures after which the approved plan no longer says what would happen: it is made and approved anew. */
const needsPlan = ({ state, failure }: TargetRecord): boolean => state === 'plan-failed' || failure === 'plan-changed' || failure === 'conflict' || failure === 'attempts-exhausted';

const wasNotDone = ({ state }: TargetRecord): boolean => state === 'failed' || state === 'aborted' || state === 'plan-failed';

/** Tries again what did not succeed; the targets that did are not touched. */
@Injectable()
export class RetryRelease {
  constructor(
    private readonly visible: VisibleRelease,
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: Releases,
    private readonly targets: Targets,
    private readonly journal: ReleaseJournal,
    private readonly work: ReleaseWork,
    private readonly directory: ReleaseDirectory,
  ) {}

  async execute(actor: Actor, id: string, { targetIds }: RetryCreate): Promise<ReleaseDetail> {
    const { release, targets } = await this.visible.load(actor, id, 'run');
    const again = chosenTargets(targets, targetIds).filter(wasNotDone);
    if (again.length === 0) throw new ReleaseStateRefused('Every target has succeeded: there is nothing to try again.');
    const to = again.some(needsPlan) || release.startedAt === null ? 'planning' : 'running';
    if (!releaseMayMove(release.state, to)) throw new ReleaseStateRefused(`The release is ${release.state}: only one that failed or was aborted can be tried again.`);
    await this.unitOfWork.run((tx) => this.begin(actor, release, again, to, tx));
    return this.directory.find(actor, id);
  }

  private async begin(actor: Actor, release: ReleaseRecord, again: readonly TargetRecord[], to: 'planning' | 'running', tx: Tx): Promise<void> {
    await this.journal.record(release.id, [{ type: 'release', targetId: null, code: to, detail: `${String(again.length)} targets tried again by ${actor.login}` }], tx);
    const cleared = to === 'planning' ? { planHash: null } : {};
    if (!await this.releases.move(release, to, { ...cleared, detail: '', endedAt: null }, tx)) throw new ReleaseStateRefused('The release has moved on meanwhile: look at it again.');
    for (const target of again) await this.restart(target, to === 'planning' ? 'planning' : 'pending', tx);
    tx.afterCommit(() => this.work.wake(again.map(({ id, epoch }) => ({ id, epoch: epoch + 1 }))));
  }

  private async restart(target: TargetRecord, to: 'planning' | 'pending', tx: Tx): Promise<void> {
    const change = { epoch: target.epoch + 1, activeKey: activeKeyOf(target), attempts: 0, failure: null, detail: 'tried again', endedAt: null, deadlineAt: null, leaseOwner: null, leaseUntil: null };
    try {
      if (!await this.targets.move(target, to, change, tx)) throw new ReleaseStateRefused('A target has moved on meanwhile: look at it again.');
    } catch (error) {
      if (isUniqueViolation(error)) throw new TargetBusy(`Another release is under way in ${target.namespace}: let it end first.`, { targetId: target.id });
      throw error;
    }
  }
}
