import { ChangeDetectionStrategy, Component, computed, inject, Injector, input, linkedSignal, output, runInInjectionContext } from '@angular/core';
import type { ClusterSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { draft } from '../../ui/form/draft';
import { SidePanel } from '../../ui/side-panel/side-panel';
import { ProblemNote } from '../../ui/state/problem-note';
import { ToastBox } from '../../ui/toast/toast-box';
import { ClusterApi } from './cluster-api';
import { problemWords } from './cluster-words';
import { type ClusterDetails, detailsOf, detailsSchema } from './details-draft';
import { DetailsForm } from './details-form';

/** What is sent: only what differs, so that two people changing different things do not undo each other. */
const changeOf = (before: ClusterDetails, after: ClusterDetails): Partial<ClusterDetails> => ({
  ...(before.name === after.name ? {} : { name: after.name }),
  ...(before.environment === after.environment ? {} : { environment: after.environment }),
  ...(before.mode === after.mode ? {} : { mode: after.mode }),
  ...(JSON.stringify(Object.entries(before.labels).sort()) === JSON.stringify(Object.entries(after.labels).sort()) ? {} : { labels: after.labels }),
});

/** Changes what is said about a cluster, and its mode. Draw it with `@if` for one cluster. */
@Component({
  selector: 'hk-edit-cluster',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DetailsForm, ProblemNote, SidePanel],
  template: `
    <hk-side-panel [title]="t('clusters.editTitle', { name: first().name })" (closed)="closed.emit(false)">
      <form class="hk-stack" novalidate (submit)="save($event)">
        @let draft = form();
        <hk-details-form [form]="draft" />
        @if (draft.problem()?.code !== 'cluster-name-taken') { <hk-problem-note [problem]="draft.problem()" [text]="words()" /> }
        <div class="hk-row"><button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="draft.busy()">{{ t('clusters.save') }}</button><button type="button" class="hk-button" (click)="closed.emit(false)">{{ t('wizard.cancel') }}</button></div>
      </form>
    </hk-side-panel>`,
  styles: `form { gap: 20px; }`,
})
export class EditCluster {
  protected readonly t = injectTranslate();
  private readonly api = inject(ClusterApi);
  private readonly toasts = inject(ToastBox);
  readonly cluster = input.required<ClusterSummary>();
  readonly closed = output<boolean>();
  /** The cluster as it was when the panel was opened: what is polled meanwhile must not wipe out what is typed. */
  protected readonly first = linkedSignal<ClusterSummary, ClusterSummary>({ source: this.cluster, computation: (now, previous) => (previous?.value.id === now.id ? previous.value : now) });
  private readonly injector = inject(Injector);
  private readonly make = (cluster: ClusterSummary) => runInInjectionContext(this.injector, () => draft(detailsSchema, detailsOf(cluster), async (details) => {
    const change = changeOf(cluster, details);
    if (Object.keys(change).length > 0) await this.api.update(cluster.id, change);
  }));
  protected readonly form = computed(() => this.make(this.first()));
  protected readonly words = computed(() => problemWords(this.t, this.form().problem()));

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!(await this.form().submit())) return;
    this.toasts.show({ text: this.t('clusters.saved', { name: this.form().value().name }), tone: 'ok' });
    this.closed.emit(true);
  }
}
