import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../../persistence/unit-of-work.js';
import { type ReleaseRecord, Releases } from './persistence/releases.repository.js';
import { Targets } from './persistence/targets.repository.js';
import { releasePlanHash } from './planning/plan-comparison.js';
import { ReleaseJournal } from './release-journal.js';
import { planningOutcome, runOutcome, type TargetCounts } from './release-states.js';

const counted = (counts: TargetCounts): string => Object.entries(counts).map(([state, number]) => `${String(number)} ${state}`).join(', ');

/**
 * Brings a release to its next state once none of its targets stands in the way. Called in the transaction that ends a
 * target, with the release locked by the journal: of all workers exactly one sees the last target end.
 */
@Injectable()
export class SettleRelease {
  constructor(
    private readonly releases: Releases,
    private readonly targets: Targets,
    private readonly journal: ReleaseJournal,
    private readonly clock: Clock,
  ) {}

  async settle(release: ReleaseRecord, tx: Tx): Promise<void> {
    const counts = await this.targets.counts(release.id, tx);
    if (release.state === 'planning') await this.settlePlanning(release, counts, tx);
    if (release.state === 'running' || release.state === 'aborting') await this.settleRun(release, counts, tx);
  }

  private async settlePlanning(release: ReleaseRecord, counts: TargetCounts, tx: Tx): Promise<void> {
    const outcome = planningOutcome(counts);
    if (outcome === undefined) return;
    const detail = counted(counts);
    if (outcome === 'plan-failed') {
      await this.end(release, outcome, detail, tx);
      return;
    }
    const planned = (await this.targets.ofRelease(release.id, tx)).filter(({ state }) => state === 'planned');
    await this.releases.move(release, 'ready', { planHash: releasePlanHash(release, planned), detail }, tx);
    await this.journal.record(release.id, [{ type: 'release', targetId: null, code: 'ready', detail }], tx);
  }

  private async settleRun(release: ReleaseRecord, counts: TargetCounts, tx: Tx): Promise<void> {
    const outcome = runOutcome(counts);
    if (outcome !== undefined) await this.end(release, outcome, counted(counts), tx);
  }

  private async end(release: ReleaseRecord, state: 'plan-failed' | 'succeeded' | 'partially-succeeded' | 'failed' | 'aborted', detail: string, tx: Tx): Promise<void> {
    await this.releases.move(release, state, { detail, endedAt: this.clock.now() }, tx);
    await this.targets.letGo(release.id, tx);
    await this.journal.record(release.id, [{ type: 'release', targetId: null, code: state, detail }], tx);
  }
}
