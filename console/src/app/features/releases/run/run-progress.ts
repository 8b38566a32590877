import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TargetSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { targetStatus } from '../../../release-words/status-of';
import type { Status } from '../../../ui/status/status';

const ORDER: readonly Status[] = ['ok', 'progressing', 'paused', 'unknown', 'terminating', 'failing'];

/** How the targets add up, as one bar by status; the words say the same. */
@Component({
  selector: 'hk-run-progress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'img', '[attr.aria-label]': 'words()' },
  template: `@for (part of parts(); track part.status) { <span [attr.data-status]="part.status" [style.flex-grow]="part.count" [title]="part.words"></span> }`,
  styles: `
    :host { display: flex; gap: 2px; height: 8px; border-radius: 4px; overflow: hidden; background: var(--hk-line); }
    span { min-width: 6px; background: var(--hk-unknown); }
    @each $status in (ok, progressing, failing, paused) { [data-status='#{$status}'] { background: var(--hk-#{$status}); } }
    [data-status='unknown'] { background: var(--hk-line); }`,
})
export class RunProgress {
  private readonly t = injectTranslate();
  readonly targets = input.required<readonly TargetSummary[]>();
  protected readonly parts = computed(() => ORDER.map((status) => {
    const count = this.targets().filter(({ state }) => targetStatus(state) === status).length;
    return { status, count, words: this.t.count(`run.part.${status}`, count) };
  }).filter(({ count }) => count > 0));
  protected readonly words = computed(() => this.parts().map(({ words }) => words).join(', '));
}
