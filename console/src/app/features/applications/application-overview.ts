import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ApplicationSummary, Placement, ReleaseDetail } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { healthStatus } from '../../release-words/status-of';
import { ReleaseWords } from '../../release-words/words';
import { Session } from '../../session/session';
import { Empty } from '../../ui/state/states';
import type { Column, RowAction } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { ToastBox } from '../../ui/toast/toast-box';

/** Where the application runs: one row per cluster and namespace. Whatever is asked for here is planned first and approved on the page of the release. */
@Component({
  selector: 'hk-application-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataTable, Empty, RouterLink],
  template: `
    <hk-data-table name="placements" [label]="t('application.overview')" [columns]="columns" [rows]="application().placements" [rowId]="idOf" [actions]="actions()" [selectable]="actions().length > 0" [filterable]="application().placements.length > 8" [(selection)]="selection"
      (open)="open($event)" (act)="act($event)">
      <hk-empty empty icon="rocket" [title]="t('application.nowhere')" [text]="t(application().latestRevision === null ? 'application.nowhereNoRevision' : 'application.nowhereText')">
        @if (application().latestRevision === null && session.may('applications', 'update')) { <a class="hk-button hk-button-primary" [routerLink]="['/applications', application().id, 'revisions', 'new']">{{ t('revision.new') }}</a> }
        @if (application().latestRevision !== null && session.may('releases', 'create')) { <a class="hk-button hk-button-primary" routerLink="/releases/new" [queryParams]="{ application: application().id }">{{ t('application.release') }}</a> }
      </hk-empty>
    </hk-data-table>`,
  styles: `:host { --hk-table-offset: 260px; display: block; }`,
})
export class ApplicationOverview {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly words = inject(ReleaseWords);
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastBox);
  readonly application = input.required<ApplicationSummary>();
  protected readonly selection = signal<ReadonlySet<string>>(new Set());
  protected readonly actions = computed<readonly RowAction<Placement>[]>(() => {
    const may = (action: string) => (row: Placement): boolean => this.session.may('releases', action, row.clusterId);
    const all: readonly RowAction<Placement>[] = [
      { key: 'release', label: 'placement.release', icon: 'rocket', many: true, when: may('create') },
      { key: 'rollback', label: 'placement.rollback', icon: 'undo-2', when: may('rollback') },
      { key: 'uninstall', label: 'placement.uninstall', icon: 'trash-2', danger: true, many: true, when: may('create') },
    ];
    return all.filter(({ key }) => this.session.may('releases', key === 'rollback' ? 'rollback' : 'create'));
  });
  protected readonly columns: readonly Column<Placement>[] = [
    { key: 'cluster', label: 'placement.cluster', kind: 'link', value: ({ clusterName }) => clusterName, link: ({ clusterId }) => `/clusters/${clusterId}`, width: '20%', narrow: 'first' },
    { key: 'namespace', label: 'placement.namespace', kind: 'text', value: ({ namespace }) => namespace, width: '16%', narrow: 'second' },
    { key: 'health', label: 'application.health', kind: 'status', value: (row) => ({ status: healthStatus(row.health), word: this.words.health(row.health), reason: this.words.placement(row) }), narrow: 'first' },
    { key: 'revision', label: 'placement.revision', kind: 'number', value: ({ revision }) => revision, width: '100px', narrow: 'second' },
    { key: 'released', label: 'placement.released', kind: 'age', value: ({ releasedAt }) => releasedAt, width: '110px', narrow: 'second' },
  ];

  protected readonly idOf = ({ clusterId, namespace }: Placement): string => `${clusterId}/${namespace}`;

  protected open({ releaseId }: Placement): void {
    void this.router.navigate(['/releases', releaseId]);
  }

  protected async act({ action, rows }: { readonly action: string; readonly rows: readonly Placement[] }): Promise<void> {
    try {
      if (action === 'release') await this.release(rows);
      else await this.router.navigate(['/releases', await (action === 'uninstall' ? this.uninstall(rows) : this.rollBack(rows))]);
    } catch (cause) {
      this.toasts.show({ text: toProblem(cause).message, tone: 'failing' });
    }
  }

  private async release(rows: readonly Placement[]): Promise<void> {
    await this.router.navigate(['/releases/new'], { queryParams: { application: this.application().id, to: rows.map(({ clusterId, namespace }) => `${clusterId}:${namespace}`).join(',') } });
  }

  private async uninstall(rows: readonly Placement[]): Promise<string> {
    const targets = rows.map(({ clusterId, namespace }) => ({ clusterId, namespace }));
    return (await this.api.post<ReleaseDetail>('/releases', { applicationId: this.application().id, kind: 'uninstall', targets })).id;
  }

  /** The place knows the release that brought it; that release is undone there and nowhere else. */
  private async rollBack([place]: readonly Placement[]): Promise<string> {
    const release = await this.api.get<ReleaseDetail>(`/releases/${place?.releaseId ?? ''}`);
    const targetIds = release.targets.filter(({ clusterId, namespace }) => clusterId === place?.clusterId && namespace === place.namespace).map(({ id }) => id);
    return (await this.api.post<ReleaseDetail>(`/releases/${release.id}/rollbacks`, { targetIds })).id;
  }
}
