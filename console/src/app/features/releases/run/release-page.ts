import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PageTitle } from '../../../i18n/page-title';
import { injectTranslate } from '../../../i18n/texts';
import { releaseCounts, releaseDeed } from '../../../release-words/release-columns';
import { releaseStatus } from '../../../release-words/status-of';
import { ReleaseWords } from '../../../release-words/words';
import { urlParam } from '../../../ui/address/url-params';
import { Age } from '../../../ui/age/age';
import { Chip } from '../../../ui/chip/chip';
import { Icon } from '../../../ui/icon/icon';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Failed, Forbidden, Skeleton } from '../../../ui/state/states';
import { StatusMark } from '../../../ui/status/status-mark';
import { Tabs } from '../../../ui/tabs/tabs';
import { planReview } from '../plan/plan-review';
import { PlanView } from '../plan/plan-view';
import { liveRelease } from './live-release';
import { releaseActions } from './release-actions';
import { ReleaseTimeline } from './release-timeline';
import { Rollout } from './rollout';
import { RunProgress } from './run-progress';
import { TargetPanel } from './target-panel';

/** One release: its plan while it waits, its rollout while it runs, its result afterwards; all of it live. */
@Component({
  selector: 'hk-release-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Chip, Failed, Forbidden, Icon, PageHeader, PlanView, ReleaseTimeline, Rollout, RouterLink, RunProgress, Skeleton, StatusMark, Tabs, TargetPanel],
  templateUrl: './release-page.html',
  styleUrl: './release-page.scss',
})
export class ReleasePage {
  protected readonly t = injectTranslate();
  private readonly words = inject(ReleaseWords);
  private readonly title = inject(PageTitle);
  readonly id = input.required<string>();
  protected readonly live = liveRelease(() => this.id());
  /** Read through its own signal: the page may move on to another release without being made anew. */
  protected readonly release = computed(() => { const now = this.live.release(); return now?.id === this.id() ? now : null; });
  protected readonly actions = releaseActions(this.release, () => this.live.source.reload());
  protected readonly review = planReview({ id: () => this.release()?.id ?? null, release: this.release });
  private readonly chosenTab = urlParam('tab', '', { history: true });
  protected readonly target = urlParam('target', '', { history: true });
  protected readonly deciding = computed(() => ['planning', 'ready', 'plan-failed'].includes(this.release()?.state ?? ''));
  protected readonly tab = computed(() => this.chosenTab() || (this.deciding() ? 'plan' : 'rollout'));
  protected readonly tabs = computed(() => [
    { key: 'rollout', label: 'run.rollout', count: this.release()?.targets.length ?? null },
    { key: 'plan', label: 'run.plan' },
    { key: 'history', label: 'run.timeline' },
  ]);
  protected readonly openTarget = computed(() => this.release()?.targets.find(({ id }) => id === this.target()) ?? null);
  protected readonly status = computed(() => { const now = this.release(); return now === null ? 'unknown' as const : releaseStatus(now.state); });
  protected readonly deed = computed(() => { const now = this.release(); return now === null ? '' : releaseDeed(this.t, now); });
  protected readonly counts = computed(() => { const now = this.release(); return now === null ? '' : releaseCounts(this.t, now); });
  /** What went wrong first, to be seen without a click. */
  protected readonly worst = computed(() => {
    const failed = this.release()?.targets.find(({ state }) => state === 'failed' || state === 'plan-failed');
    return failed === undefined ? null : { id: failed.id, words: `${failed.clusterName}: ${this.words.target(failed)}` };
  });
  protected readonly next = computed(() => {
    const now = this.release();
    if (now === null) return '';
    const open = now.targets.filter(({ state }) => ['pending', 'preflight', 'applying', 'waiting-health', 'pruning'].includes(state)).length;
    if (now.state === 'running') return this.t.count('run.nextRunning', open);
    return this.t(now.state === 'succeeded' && now.kind === 'uninstall' ? 'run.nextRemoved' : `run.next.${now.state}`);
  });

  constructor() {
    effect(() => { const now = this.release(); if (now !== null) this.title.name(`${now.applicationName} · ${this.deed()}`); });
  }

  protected choose(tab: string): void {
    this.chosenTab.set(tab);
  }

  protected openOrClose(targetId: string): void {
    this.target.update((open) => (open === targetId ? '' : targetId));
  }

  protected async start(): Promise<void> {
    if (await this.review.approve()) {
      this.chosenTab.set('');
      this.live.source.reload();
    }
  }
}
