import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClusterSummary, HealthHistory } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { injectTranslate } from '../../i18n/texts';
import { clusterStatus } from '../../release-words/status-of';
import { Chip } from '../../ui/chip/chip';
import { HealthStrip } from '../../ui/health-strip/health-strip';
import type { HealthSpan } from '../../ui/health-strip/spans';
import { SEVERITY } from '../../ui/status/status';
import { StatusMark } from '../../ui/status/status-mark';

const SHOWN = 12;
const HOURS = 24;

/** Clusters with the last 24 hours of each, those that are ill first. */
@Component({
  selector: 'hk-cluster-rows',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chip, HealthStrip, RouterLink, StatusMark],
  template: `
    <ul class="hk-panel" [attr.aria-label]="t('menu.clusters')">
      @for (cluster of shown(); track cluster.id) {
        <li [class.production]="cluster.environment === 'production'">
          <span class="name"><a class="hk-cut" [routerLink]="['/clusters', cluster.id]">{{ cluster.name }}</a>@if (cluster.environment !== 'other') { <hk-chip [tone]="cluster.environment === 'production' ? 'production' : 'neutral'" [value]="t('environment.' + cluster.environment)" /> }</span>
          <hk-status [status]="status(cluster)" [word]="t('clusterState.' + cluster.state)" />
          <span class="hk-second hk-number nodes">@if (cluster.facts.nodes; as nodes) { {{ t('home.nodes', { ready: nodes.ready, total: nodes.total }) }} }</span>
          <hk-health-strip [spans]="spansOf(cluster.id)" [hours]="hours" />
        </li>
      }
      @if (clusters().length > shown().length) { <li><a routerLink="/clusters">{{ t('home.allClusters', { count: clusters().length }) }}</a></li> }
    </ul>`,
  styles: `
    li { display: grid; grid-template-columns: minmax(150px, 1.1fr) 110px minmax(96px, auto) minmax(120px, 2fr); align-items: center; gap: 4px 16px; min-height: 40px; padding: 6px 14px; }
    li + li { border-top: 1px solid var(--hk-line); }
    li.production { box-shadow: inset 4px 0 var(--hk-production); }
    .name { display: flex; align-items: center; gap: 8px; min-width: 0; font-weight: 500; }
    .name a { color: var(--hk-text); }
    .name a:hover { color: var(--hk-accent); }
    @media (max-width: 720px) { li { grid-template-columns: minmax(0, 1fr) auto; } .nodes { display: none; } hk-health-strip { grid-column: 1 / -1; } }`,
})
export class ClusterRows {
  protected readonly t = injectTranslate();
  private readonly api = inject(ApiClient);
  readonly clusters = input.required<readonly ClusterSummary[]>();
  protected readonly hours = HOURS;
  protected readonly shown = computed(() => [...this.clusters()].sort((a, b) => SEVERITY[clusterStatus(a.state)] - SEVERITY[clusterStatus(b.state)] || a.name.localeCompare(b.name)).slice(0, SHOWN));
  /** Read again when a cluster changes its state; one that does not answer leaves its strip empty. */
  private readonly histories = load(
    () => this.shown().map(({ id, since }) => `${id} ${since ?? ''}`).join('\n'),
    async (asked) => {
      const ids = asked.split('\n').map((line) => line.split(' ')[0] ?? '').filter((id) => id !== '');
      const answers = await Promise.allSettled(ids.map((id) => this.api.get<HealthHistory>(`/clusters/${id}/health`, { hours: HOURS })));
      return new Map(answers.map((answer, place) => [ids[place] ?? '', answer.status === 'fulfilled' ? answer.value.items : []]));
    },
    new Map<string, HealthHistory['items']>(),
  );
  private readonly spans = computed(() => new Map([...this.histories.value()].map(([id, items]) => [id, items.map((span): HealthSpan => ({ status: clusterStatus(span.state), text: [this.t(`clusterState.${span.state}`), span.detail].filter((part) => part !== '').join(': '), from: span.from, until: span.until }))])));

  protected status({ state }: ClusterSummary): ReturnType<typeof clusterStatus> {
    return clusterStatus(state);
  }

  protected spansOf(id: string): readonly HealthSpan[] {
    return this.spans().get(id) ?? [];
  }
}
