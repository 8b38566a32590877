import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { ApplicationSummary, RevisionSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { readPages } from '../../api/pages';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { Empty } from '../../ui/state/states';
import type { Column, RowAction } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { Router } from '@angular/router';
import { RevisionComparison } from './revision-comparison';
import { RevisionPanel } from './revision-panel';

const MOST = 500;

/** All revisions; one opens beside the list, two are compared. */
@Component({
  selector: 'hk-application-revisions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DataTable, Empty, RevisionComparison, RevisionPanel],
  template: `
    @if (compared(); as pair) {
      <hk-revision-comparison [applicationId]="application().id" [before]="pair.before" [after]="pair.after" [numbers]="numbers()" (chosen)="compare($event.before, $event.after)" (closed)="comparison.set('')" />
    } @else {
      <hk-data-table name="revisions" [label]="t('application.revisions')" [columns]="columns" [rows]="list.value()" [rowId]="idOf" [state]="list.state()" [problem]="list.problem()" [actions]="actions()" selectable [filterable]="list.value().length > 8" [opened]="revision()"
        [(selection)]="selection" (open)="revision.set(idOf($event))" (act)="act($event)" (retry)="list.reload()">
        <hk-empty empty icon="file-code" [title]="t('application.noRevision')" [text]="t('revision.noneText')" />
      </hk-data-table>
    }
    @if (openNumber(); as number) { <hk-revision-panel [application]="application()" [number]="number" (closed)="revision.set('')" (compared)="compare(number - 1, number)" /> }`,
  styles: `:host { --hk-table-offset: 260px; display: block; }`,
})
export class ApplicationRevisions {
  protected readonly t = injectTranslate();
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  readonly application = input.required<ApplicationSummary>();
  protected readonly revision = urlParam('revision', '', { history: true });
  /** `2..5` in the address. */
  protected readonly comparison = urlParam('compare', '', { history: true });
  protected readonly selection = signal<ReadonlySet<string>>(new Set());
  protected readonly list = load(() => ({ id: this.application().id, latest: this.application().latestRevision }), ({ id }) => readPages<RevisionSummary>(this.api, `/applications/${id}/revisions`, {}, MOST), []);
  protected readonly numbers = computed(() => this.list.value().map(({ number }) => number));
  protected readonly openNumber = computed(() => Number(this.revision()) || null);
  protected readonly compared = computed(() => {
    const [, before, after] = /^(\d+)\.\.(\d+)$/.exec(this.comparison()) ?? [];
    return before === undefined || after === undefined ? null : { before: Number(before), after: Number(after) };
  });
  protected readonly actions = computed<readonly RowAction<RevisionSummary>[]>(() => [
    { key: 'release', label: 'revision.release', icon: 'rocket', when: () => this.session.may('releases', 'create') },
    { key: 'compare', label: 'revision.compare', icon: 'git-compare', many: true, when: () => this.list.value().length > 1 },
  ]);
  protected readonly columns: readonly Column<RevisionSummary>[] = [
    { key: 'number', label: 'placement.revision', kind: 'text', value: ({ number }) => this.t('revision.number', { number }), width: '140px', narrow: 'first' },
    { key: 'note', label: 'revision.note', kind: 'text', value: ({ note }) => note, narrow: 'first' },
    { key: 'objects', label: 'revision.objects', kind: 'number', value: ({ objectCount }) => objectCount, width: '100px' },
    { key: 'author', label: 'application.author', kind: 'text', value: ({ author }) => author, width: '140px', narrow: 'second' },
    { key: 'age', label: 'application.age', kind: 'age', value: ({ createdAt }) => createdAt, width: '100px', narrow: 'second' },
  ];

  protected readonly idOf = ({ number }: RevisionSummary): string => String(number);

  protected act({ action, rows }: { readonly action: string; readonly rows: readonly RevisionSummary[] }): void {
    const numbers = rows.map(({ number }) => number).sort((a, b) => a - b);
    const [first, last] = [numbers[0] ?? 1, numbers.at(-1) ?? 1];
    if (action === 'release') void this.router.navigate(['/releases/new'], { queryParams: { application: this.application().id, revision: last } });
    else this.compare(first === last ? this.neighbour(last) : first, last);
  }

  protected compare(before: number, after: number): void {
    this.revision.set('');
    this.selection.set(new Set());
    this.comparison.set(`${Math.min(before, after)}..${Math.max(before, after)}`);
  }

  /** The revision before it; after it for the first one. */
  private neighbour(number: number): number {
    return number > 1 ? number - 1 : number + 1;
  }
}
