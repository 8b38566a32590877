import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { ApplicationSummary, Page, ReleaseSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { refreshEvery } from '../../api/refresh';
import { injectTranslate } from '../../i18n/texts';
import { releaseColumns } from '../../release-words/release-columns';
import { releaseMoves } from '../../release-words/status-of';
import { Empty } from '../../ui/state/states';
import { DataTable } from '../../ui/table/data-table';

const PACE_MS = 15_000;
const PACE_RUNNING_MS = 3_000;

/** The history of one application's releases. */
@Component({
  selector: 'hk-application-releases',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataTable, Empty],
  template: `
    <hk-data-table name="application-releases" [label]="t('application.releases')" [columns]="columns" [rows]="list.value()" [rowId]="idOf" [state]="list.state()" [problem]="list.problem()" [filterable]="false" live (open)="open($event)" (retry)="list.reload()">
      <hk-empty empty icon="rocket" [title]="t('release.none')" [text]="t('release.noneOfApplication')" />
    </hk-data-table>`,
  styles: `:host { --hk-table-offset: 260px; display: block; }`,
})
export class ApplicationReleases {
  protected readonly t = injectTranslate();
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  readonly application = input.required<ApplicationSummary>();
  protected readonly columns = releaseColumns(this.t, false);
  protected readonly list = load(() => this.application().id, async (applicationId) => (await this.api.get<Page<ReleaseSummary>>('/releases', { applicationId, limit: 100 })).items, []);

  constructor() {
    refreshEvery([this.list], () => (this.list.value().some(({ state }) => releaseMoves(state)) ? PACE_RUNNING_MS : PACE_MS));
  }

  protected readonly idOf = ({ id }: ReleaseSummary): string => id;

  protected open({ id }: ReleaseSummary): void {
    void this.router.navigate(['/releases', id]);
  }
}
