import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { TargetPlan } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { ReleaseWords } from '../../../release-words/words';
import { Chip } from '../../../ui/chip/chip';
import { Icon } from '../../../ui/icon/icon';
import { StatusMark } from '../../../ui/status/status-mark';
import { COUNTED, countObjects, inReadingOrder, verdictStatus } from './plan-reading';
import { PlanObject } from './plan-object';

/** One place of the plan: what it adds up to, and its objects when it is opened. A blocked one is open from the start. */
@Component({
  selector: 'hk-plan-target',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chip, Icon, PlanObject, StatusMark],
  host: { class: 'hk-panel', '[class.production]': 'production()' },
  template: `
    @let plan = target();
    <button type="button" class="row" [attr.aria-expanded]="open()" (click)="open.set(!open())">
      <hk-icon [name]="open() ? 'chevron-down' : 'chevron-right'" />
      <span class="place"><strong class="hk-cut">{{ plan.clusterName }}</strong><span class="hk-third hk-cut">{{ plan.namespace }}</span>@if (production()) { <hk-chip tone="production" [value]="t('environment.production')" /> }</span>
      <hk-status [status]="status()" [word]="t('plan.verdict.' + plan.verdict)" [reason]="reason()" />
      <span class="counts">@for (part of counts(); track part.key) { <span [attr.data-count]="part.key">{{ part.words }}</span> }</span>
    </button>
    @if (open()) {
      <div class="objects">
        @if (plan.failure && shown().length === 0) { <p class="alone"><strong>{{ words.failure(plan.failure) }}.</strong> {{ plan.detail }}<br /><span class="hk-second">{{ words.hint(plan.failure) }}</span></p> }
        @for (object of shown(); track $index) { <hk-plan-object [object]="object" /> }
        @if (hidden() > 0) { <button type="button" class="hk-button hk-button-quiet hk-button-small" (click)="all.set(true)">{{ t.count('plan.showUnchanged', hidden()) }}</button> }
      </div>
    }`,
  styles: `
    :host { display: block; overflow: hidden; }
    :host(.production) { border-left: 4px solid var(--hk-production); }
    :host(.production) .row { padding-left: 9px; }
    .row { display: grid; grid-template-columns: 16px minmax(180px, 1fr) minmax(140px, 1fr) minmax(220px, 1fr); align-items: center; gap: 4px 12px; width: 100%; min-height: 40px; padding: 6px 12px; border: 0; background: none; color: var(--hk-text); font: 400 13px/20px var(--hk-sans); text-align: start; cursor: pointer; }
    .row:hover { background: var(--hk-hover); }
    .row:focus-visible { outline-offset: -2px; }
    .place { display: flex; align-items: center; gap: 8px; min-width: 0; }
    .counts { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 2px 12px; color: var(--hk-text-2); font-variant-numeric: tabular-nums; }
    [data-count='blocked'] { color: var(--hk-failing); font-weight: 500; }
    [data-count='delete'] { color: var(--hk-warning); font-weight: 500; }
    [data-count='unchanged'] { color: var(--hk-text-3); }
    .objects { display: grid; gap: 1px; padding: 4px 12px 12px; border-top: 1px solid var(--hk-line); }
    .objects > button { justify-self: start; }
    .alone { padding: 8px 0; }
    @media (max-width: 720px) { .row { grid-template-columns: 16px minmax(0, 1fr); } hk-status, .counts { grid-column: 2; justify-content: flex-start; } }`,
})
export class PlanTarget {
  protected readonly t = injectTranslate();
  protected readonly words = inject(ReleaseWords);
  readonly target = input.required<TargetPlan>();
  readonly production = input(false);
  /** Whether its objects are open to begin with, as they are for the only place of a plan. */
  readonly first = input(false);
  protected readonly open = linkedSignal(() => this.target().verdict === 'blocked' || this.first());
  protected readonly all = signal(false);
  protected readonly status = computed(() => verdictStatus(this.target()));
  protected readonly reason = computed(() => { const { failure, verdict } = this.target(); return failure === null || verdict !== 'blocked' ? '' : this.words.failure(failure); });
  protected readonly counts = computed(() => {
    const counts = countObjects(this.target().objects);
    return COUNTED.filter((key) => counts[key] > 0).map((key) => ({ key, words: this.t(`plan.count.${key}`, { count: counts[key] }) }));
  });
  private readonly ordered = computed(() => inReadingOrder(this.target().objects));
  protected readonly shown = computed(() => (this.all() ? this.ordered() : this.ordered().filter(({ action }) => action !== 'unchanged')));
  protected readonly hidden = computed(() => this.ordered().length - this.shown().length);
}
