import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Problem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';

/** A failed action, inside a form or a dialog: what happened and what it means. */
@Component({
  selector: 'hk-problem-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'alert' },
  template: `@if (problem(); as found) { <div><hk-icon name="circle-alert" /><span>{{ words() }}</span></div> }`,
  styles: `:host(:empty) { display: none; } div { display: flex; gap: 8px; padding: 8px 12px; border-radius: 6px; background: var(--hk-failing-ground); overflow-wrap: anywhere; } hk-icon { margin-top: 2px; color: var(--hk-failing); }`,
})
export class ProblemNote {
  private readonly t = injectTranslate();
  readonly problem = input.required<Problem | null>();
  /** The page's own words for this problem; the server's are English. */
  readonly text = input('');
  protected readonly words = computed(() => {
    const problem = this.problem();
    if (problem === null || this.text() !== '') return this.text();
    if (problem.code === 'no-answer') return this.t('failed.noAnswer');
    if (problem.status === 429) return this.t('failed.tooMany', { seconds: problem.retryAfterS ?? 60 });
    return problem.detail || problem.title || this.t('failed.unknown');
  });
}
