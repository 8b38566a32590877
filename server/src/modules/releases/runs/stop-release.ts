import { Injectable } from '@nestjs/common';
import type { ReleaseDetail } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { type Tx, UnitOfWork } from '../../../persistence/unit-of-work.js';
import { ReleaseStateRefused } from '../errors.js';
import { type ReleaseRecord, Releases } from '../persistence/releases.repository.js';
import { Targets } from '../persistence/targets.repository.js';
import { ReleaseJournal } from '../release-journal.js';
import { SettleRelease } from '../settle-release.js';
import { ReleaseDirectory } from './release-directory.js';
import { VisibleRelease } from './visible-release.js';

/** Stops a release: one that runs is aborted before its next object, one that does not run yet is cancelled. */
@Injectable()
export class StopRelease {
  constructor(
    private readonly visible: VisibleRelease,
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: Releases,
    private readonly targets: Targets,
    private readonly journal: ReleaseJournal,
    private readonly settle: SettleRelease,
    private readonly directory: ReleaseDirectory,
  ) {}

  async abort(actor: Actor, id: string): Promise<ReleaseDetail> {
    const { release } = await this.visible.load(actor, id, 'run');
    if (release.state !== 'running') throw new ReleaseStateRefused(`The release is ${release.state}: only one that runs can be aborted.`);
    await this.unitOfWork.run(async (tx) => {
      const stopping = await this.move(actor, release, 'aborting', tx);
      // What no worker holds ends here; what one holds ends before its next object.
      const end = { detail: 'stopped on request', endedAt: this.journal.now() };
      await this.targets.moveFree(id, ['pending', 'preflight', 'applying', 'waiting-health', 'pruning'], 'aborted', this.journal.now(), end, tx);
      await this.settle.settle(stopping, tx);
    });
    return this.directory.find(actor, id);
  }

  async cancel(actor: Actor, id: string): Promise<ReleaseDetail> {
    const { release } = await this.visible.load(actor, id, 'run');
    if (release.state !== 'planning' && release.state !== 'ready') throw new ReleaseStateRefused(`The release is ${release.state}: only one that does not run yet can be cancelled.`);
    await this.unitOfWork.run(async (tx) => {
      await this.move(actor, release, 'cancelled', tx);
      const end = { detail: 'cancelled', endedAt: this.journal.now() };
      await this.targets.moveFree(id, ['planning', 'planned'], 'aborted', this.journal.now(), end, tx);
      await this.targets.letGo(id, tx);
    });
    return this.directory.find(actor, id);
  }

  private async move(actor: Actor, release: ReleaseRecord, to: 'aborting' | 'cancelled', tx: Tx): Promise<ReleaseRecord> {
    const locked = await this.journal.record(release.id, [{ type: 'release', targetId: null, code: to, detail: `by ${actor.login}` }], tx);
    const ended = to === 'cancelled' ? { endedAt: this.journal.now() } : {};
    if (!await this.releases.move(release, to, { detail: `${to} by ${actor.login}`, ...ended }, tx)) throw new ReleaseStateRefused('The release has moved on meanwhile: look at it again.');
    return { ...locked, state: to, epoch: release.epoch + 1 };
  }
}
