import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ApplicationSummary, ClusterSummary, ReleaseState, ReleaseSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { readPages } from '../../api/pages';
import { refreshEvery } from '../../api/refresh';
import { injectTranslate } from '../../i18n/texts';
import { releaseColumns } from '../../release-words/release-columns';
import { releaseMoves, releaseStatus } from '../../release-words/status-of';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { Empty } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { DataTable } from '../../ui/table/data-table';

const PACE_MS = 10_000;
const PACE_RUNNING_MS = 2_500;
const MOST = 500;
const STATES: readonly ReleaseState[] = ['planning', 'ready', 'running', 'succeeded', 'partially-succeeded', 'failed', 'plan-failed', 'aborting', 'aborted', 'cancelled'];
const TOLD: readonly ReleaseState[] = ['ready', 'running', 'planning', 'aborting'];

/** Every release, newest first; what moves is read again every few seconds. */
@Component({
  selector: 'hk-releases-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataTable, Empty, Icon, PageHeader, RouterLink, StatusMark],
  template: `
    <hk-page-header [title]="t('menu.releases')" [count]="list.state() === 'ready' ? list.value().length : null">
      <ng-container state>@for (part of told(); track part.state) { <hk-status [status]="part.status" [word]="part.words" /> } @empty { @if (list.state() === 'ready' && list.value().length > 0) { <span>{{ t('release.nothingMoves') }}</span> } }</ng-container>
      <ng-container actions>@if (session.may('releases', 'create')) { <a class="hk-button hk-button-primary" routerLink="/releases/new"><hk-icon name="rocket" />{{ t('release.new') }}</a> }</ng-container>
    </hk-page-header>
    <hk-data-table name="releases" [label]="t('menu.releases')" [columns]="columns" [rows]="list.value()" [rowId]="idOf" [state]="list.state()" [problem]="list.problem()" live [(query)]="query" [(sort)]="sort" (open)="open($event)" (retry)="list.reload()">
      <ng-container toolbar>
        <select class="hk-input choice" [attr.aria-label]="t('release.state')" (change)="state.set(text($event))"><option value="">{{ t('release.anyState') }}</option>@for (each of states; track each) { <option [value]="each" [selected]="each === state()">{{ t('releaseState.' + each) }}</option> }</select>
        <select class="hk-input choice" [attr.aria-label]="t('release.application')" (change)="application.set(text($event))"><option value="">{{ t('release.anyApplication') }}</option>@for (each of applications.value(); track each.id) { <option [value]="each.id" [selected]="each.id === application()">{{ each.name }}</option> }</select>
        <select class="hk-input choice" [attr.aria-label]="t('placement.cluster')" (change)="cluster.set(text($event))"><option value="">{{ t('scope.all') }}</option>@for (each of clusters.value(); track each.id) { <option [value]="each.id" [selected]="each.id === cluster()">{{ each.name }}</option> }</select>
      </ng-container>
      <hk-empty empty icon="rocket" [title]="t(filtered() ? 'release.noneFiltered' : 'release.none')" [text]="filtered() ? '' : t('release.noneText')">
        @if (filtered()) { <button type="button" class="hk-button" (click)="clear()">{{ t('table.clearFilter') }}</button> }
        @else if (session.may('releases', 'create')) { <a class="hk-button hk-button-primary" routerLink="/releases/new">{{ t('release.new') }}</a> }
      </hk-empty>
    </hk-data-table>`,
  styles: `.choice { width: auto; max-width: 200px; } @media (max-width: 720px) { .choice { flex: 1 1 28%; min-width: 0; max-width: none; } }`,
})
export class ReleasesPage {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  protected readonly text = textOf;
  protected readonly states = STATES;
  protected readonly columns = releaseColumns(this.t, true);
  protected readonly query = urlParam('q');
  protected readonly sort = urlParam('sort');
  protected readonly state = urlParam('state');
  protected readonly application = urlParam('application');
  protected readonly cluster = urlParam('cluster');
  protected readonly filtered = computed(() => this.state() + this.application() + this.cluster() !== '');
  protected readonly list = load(
    () => `${this.state()}\n${this.application()}\n${this.cluster()}`,
    (asked) => { const [state, applicationId, clusterId] = asked.split('\n'); return readPages<ReleaseSummary>(this.api, '/releases', { state, applicationId, clusterId }, MOST); },
    [],
  );
  protected readonly applications = load(() => ({}), () => readPages<ApplicationSummary>(this.api, '/applications'), []);
  protected readonly clusters = load(() => ({}), () => readPages<ClusterSummary>(this.api, '/clusters'), []);
  protected readonly told = computed(() => TOLD.map((state) => ({ state, status: releaseStatus(state), count: this.list.value().filter((release) => release.state === state).length }))
    .filter(({ count }) => count > 0).map(({ state, status, count }) => ({ state, status, words: `${count} ${this.t(`releaseState.${state}`).toLowerCase()}` })));

  constructor() {
    refreshEvery([this.list], () => (this.list.value().some(({ state }) => releaseMoves(state)) ? PACE_RUNNING_MS : PACE_MS));
  }

  protected readonly idOf = ({ id }: ReleaseSummary): string => id;

  protected open({ id }: ReleaseSummary): void {
    void this.router.navigate(['/releases', id]);
  }

  protected clear(): void {
    for (const filter of [this.state, this.application, this.cluster]) filter.set('');
  }
}
