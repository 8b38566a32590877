import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApplicationSummary, ClusterSummary, ReleaseSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { type Loaded, load } from '../../api/load';
import { readPages } from '../../api/pages';
import { refreshEvery } from '../../api/refresh';
import { injectTranslate } from '../../i18n/texts';
import { releaseCounts, releaseDeed } from '../../release-words/release-columns';
import { releaseMoves, releaseStatus } from '../../release-words/status-of';
import { Session } from '../../session/session';
import { Age } from '../../ui/age/age';
import { PageHeader } from '../../ui/page-header/page-header';
import { Failed, Skeleton } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { attention } from './attention';
import { AttentionList } from './attention-list';
import { ClusterRows } from './cluster-rows';
import { FirstSteps } from './first-steps';

const PACE_MS = 10_000;
const PACE_RUNNING_MS = 3_000;
const RELEASES = 100;
const RECENT = 6;

/** What needs attention first, then the clusters, what runs, and what was made last. */
@Component({
  selector: 'hk-home',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, AttentionList, ClusterRows, Failed, FirstSteps, PageHeader, RouterLink, Skeleton, StatusMark],
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  protected readonly t = injectTranslate();
  private readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  protected readonly clusters = this.listOf<ClusterSummary>('clusters', '/clusters');
  protected readonly applications = this.listOf<ApplicationSummary>('applications', '/applications');
  protected readonly releases = this.listOf<ReleaseSummary>('releases', '/releases', RELEASES);
  private readonly all = [this.clusters, this.applications, this.releases];
  protected readonly ready = computed(() => this.all.every(({ state }) => state() === 'ready' || state() === 'forbidden'));
  protected readonly failed = computed(() => this.all.find(({ state }) => state() === 'failed') ?? null);
  /** Shown until the first release: it leads there step by step. */
  protected readonly empty = computed(() => this.releases.value().length === 0 && (this.clusters.value().length === 0 || this.applications.value().length === 0));
  protected readonly troubles = computed(() => attention({ clusters: this.clusters.value(), applications: this.applications.value(), releases: this.releases.value() }));
  protected readonly moving = computed(() => this.releases.value().filter(({ state }) => releaseMoves(state)).map((release) => ({
    release, status: releaseStatus(release.state), words: `${release.applicationName}: ${releaseDeed(this.t, release)}`, counts: releaseCounts(this.t, release), percent: release.counts.targets === 0 ? 0 : Math.round(((release.counts.succeeded + release.counts.failed) / release.counts.targets) * 100),
  })));
  protected readonly recent = computed(() => {
    const touched = new Map<string, string>();
    for (const { applicationId, createdAt } of this.releases.value()) if (!touched.has(applicationId)) touched.set(applicationId, createdAt);
    return this.applications.value().map((application) => ({ application, at: touched.get(application.id) ?? application.createdAt, clusters: new Set(application.placements.map(({ clusterId }) => clusterId)).size }))
      .sort((a, b) => b.at.localeCompare(a.at)).slice(0, RECENT);
  });
  protected readonly sum = computed(() => [this.t.count('home.sumClusters', this.clusters.value().length), this.t.count('home.sumApplications', this.applications.value().length), this.t.count('home.sumReleases', this.moving().length)].join(' · '));
  protected readonly greeting = computed(() => this.t('home.title', { name: this.session.person()?.displayName ?? '' }));

  constructor() {
    refreshEvery(this.all, () => (this.moving().length > 0 ? PACE_RUNNING_MS : PACE_MS));
  }

  protected retry(): void {
    for (const source of this.all) if (source.state() === 'failed') source.reload();
  }

  /** What somebody may not read at all is not asked for. */
  private listOf<T>(module: string, path: string, most?: number): Loaded<T[]> {
    return load(() => this.session.may(module, 'read'), async (may) => (may ? readPages<T>(this.api, path, {}, most) : []), []);
  }
}
