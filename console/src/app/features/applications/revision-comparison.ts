import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RevisionDetail } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { injectTranslate } from '../../i18n/texts';
import { Chip } from '../../ui/chip/chip';
import { DiffView } from '../../ui/diff/diff-view';
import { textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';
import { Failed, Skeleton } from '../../ui/state/states';
import { compareManifests } from './compare-revisions';

/** Two revisions side by side, object by object. */
@Component({
  selector: 'hk-revision-comparison',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chip, DiffView, Failed, Icon, Skeleton],
  template: `
    <div class="hk-row hk-row-wrap">
      <button type="button" class="hk-button" (click)="closed.emit()"><hk-icon name="chevron-left" />{{ t('revision.back') }}</button>
      <label class="hk-row">{{ t('revision.from') }}<select class="hk-input" (change)="choose(text($event), after())">@for (number of numbers(); track number) { <option [value]="number" [selected]="number === before()">{{ t('revision.number', { number }) }}</option> }</select></label>
      <label class="hk-row">{{ t('revision.to') }}<select class="hk-input" (change)="choose(before(), text($event))">@for (number of numbers(); track number) { <option [value]="number" [selected]="number === after()">{{ t('revision.number', { number }) }}</option> }</select></label>
      <span class="hk-second" aria-live="polite">@if (source.state() === 'ready') { {{ t.count('revision.objectsDiffer', differences().length) }} }</span>
    </div>
    @if (source.state() === 'loading') { <hk-skeleton [lines]="8" /> }
    @else if (source.state() !== 'ready') { <hk-failed [problem]="source.problem()" (retry)="source.reload()" /> }
    @else {
      @for (object of differences(); track object.key) {
        <section class="hk-stack">
          <h3 class="hk-row"><span class="hk-third">{{ object.kind }}</span><span class="hk-mono">{{ object.name }}</span><hk-chip [value]="t('diff.' + object.change)" /></h3>
          <hk-diff-view [changes]="object.changes" />
        </section>
      } @empty { <p class="hk-second">{{ t('revision.same') }}</p> }
    }`,
  styles: `
    :host { display: grid; gap: 16px; }
    section { gap: 6px; }
    select { width: auto; }`,
})
export class RevisionComparison {
  protected readonly t = injectTranslate();
  private readonly api = inject(ApiClient);
  readonly applicationId = input.required<string>();
  readonly before = input.required<number>();
  readonly after = input.required<number>();
  readonly numbers = input.required<readonly number[]>();
  readonly chosen = output<{ readonly before: number; readonly after: number }>();
  readonly closed = output();
  protected readonly text = textOf;
  protected readonly source = load(
    () => [this.before(), this.after()].map((number) => `/applications/${this.applicationId()}/revisions/${number}`).join('\n'),
    (paths) => Promise.all(paths.split('\n').map((path) => this.api.get<RevisionDetail>(path))),
    [],
  );
  protected readonly differences = computed(() => {
    const [before, after] = this.source.value();
    return before === undefined || after === undefined ? [] : compareManifests(before.manifests, after.manifests);
  });

  protected choose(before: number | string, after: number | string): void {
    this.chosen.emit({ before: Number(before), after: Number(after) });
  }
}
