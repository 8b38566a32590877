import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ApplicationSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { readPages } from '../../api/pages';
import { refreshEvery } from '../../api/refresh';
import { injectTranslate } from '../../i18n/texts';
import { healthStatus } from '../../release-words/status-of';
import { ReleaseWords } from '../../release-words/words';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { Empty } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { CellTemplate } from '../../ui/table/cell';
import type { Column, RowAction, StatusCell } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { presence, tally, worstPlacement } from './application-health';
import { Presence } from './presence';

const PACE_MS = 10_000;

/** All applications: how each is, and where it runs. */
@Component({
  selector: 'hk-applications-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CellTemplate, DataTable, Empty, Icon, PageHeader, Presence, RouterLink, StatusMark],
  template: `
    <hk-page-header [title]="t('menu.applications')" [count]="list.state() === 'ready' ? list.value().length : null">
      <ng-container state>@for (part of summary(); track part.status) { <hk-status [status]="part.status" [word]="part.words" /> }</ng-container>
      <ng-container actions>@if (session.may('applications', 'create')) { <a class="hk-button hk-button-primary" routerLink="/applications/new"><hk-icon name="plus" />{{ t('application.new') }}</a> }</ng-container>
    </hk-page-header>
    <hk-data-table name="applications" [label]="t('menu.applications')" [columns]="columns" [rows]="list.value()" [rowId]="idOf" [state]="list.state()" [problem]="list.problem()" [actions]="actions()"
      [(query)]="query" [(sort)]="sort" (open)="open($event)" (act)="act($event)" (retry)="list.reload()">
      <ng-template hkCell="places" let-row><hk-presence [application]="asApplication(row)" /></ng-template>
      <hk-empty empty icon="boxes" [title]="t('application.none')" [text]="t(session.may('applications', 'create') ? 'application.noneText' : 'application.noneSeen')">
        @if (session.may('applications', 'create')) { <a class="hk-button hk-button-primary" routerLink="/applications/new">{{ t('application.new') }}</a> }
      </hk-empty>
    </hk-data-table>`,
})
export class ApplicationsPage {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly words = inject(ReleaseWords);
  private readonly router = inject(Router);
  private readonly api = inject(ApiClient);
  protected readonly query = urlParam('q');
  protected readonly sort = urlParam('sort');
  protected readonly list = load(() => ({}), () => readPages<ApplicationSummary>(this.api, '/applications'), []);
  protected readonly summary = computed(() => tally(this.list.value().map((application) => this.healthOf(application).status)).map(({ status, count }) => ({ status, words: this.t.count(`application.tally.${status}`, count) })));
  protected readonly actions = computed<readonly RowAction<ApplicationSummary>[]>(() => [
    { key: 'release', label: 'application.release', icon: 'rocket', when: (row) => row.latestRevision !== null && this.session.may('releases', 'create') },
    { key: 'revise', label: 'revision.new', icon: 'file-code', when: () => this.session.may('applications', 'update') },
  ]);
  protected readonly columns: readonly Column<ApplicationSummary>[] = [
    { key: 'name', label: 'application.name', kind: 'link', value: ({ name }) => name, link: ({ id }) => `/applications/${id}`, width: '22%', narrow: 'first' },
    { key: 'health', label: 'application.health', kind: 'status', value: (row) => this.healthOf(row), width: '26%', narrow: 'first' },
    { key: 'places', label: 'application.places', kind: 'custom', value: (row) => presence(row).map(({ clusterName }) => clusterName).join(' '), sortable: false, narrow: 'second' },
    { key: 'revision', label: 'application.latest', kind: 'number', value: ({ latestRevision }) => latestRevision, width: '110px' },
    { key: 'description', label: 'application.description', kind: 'text', value: ({ description }) => description, optional: true },
    { key: 'author', label: 'application.author', kind: 'text', value: ({ createdBy }) => createdBy, optional: true, width: '120px' },
    { key: 'age', label: 'application.age', kind: 'age', value: ({ createdAt }) => createdAt, width: '90px', narrow: 'second' },
  ];

  constructor() {
    refreshEvery([this.list], () => PACE_MS);
  }

  protected readonly idOf = ({ id }: ApplicationSummary): string => id;

  protected asApplication(row: unknown): ApplicationSummary | null {
    return this.list.value().find((application) => application === row) ?? null;
  }

  protected open({ id }: ApplicationSummary): void {
    void this.router.navigate(['/applications', id]);
  }

  protected act({ action, rows }: { readonly action: string; readonly rows: readonly ApplicationSummary[] }): void {
    const [application] = rows;
    if (application === undefined) return;
    void (action === 'release' ? this.router.navigate(['/releases/new'], { queryParams: { application: application.id } }) : this.router.navigate(['/applications', application.id, 'revisions', 'new']));
  }

  private healthOf(application: ApplicationSummary): StatusCell {
    const worst = worstPlacement(application);
    if (worst === null) return { status: 'unknown', word: this.t(application.latestRevision === null ? 'application.noRevision' : 'application.notReleased') };
    const [word, why] = [this.words.health(worst.health), this.words.placement(worst)];
    return { status: healthStatus(worst.health), word, reason: why === '' ? '' : `${worst.clusterName}: ${why}` };
  }
}
