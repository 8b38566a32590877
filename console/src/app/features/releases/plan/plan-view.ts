import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { injectTranslate } from '../../../i18n/texts';
import { Field, Input } from '../../../ui/field/field';
import { textOf } from '../../../ui/form/draft';
import { Icon } from '../../../ui/icon/icon';
import { ProblemNote } from '../../../ui/state/problem-note';
import { Failed, Skeleton } from '../../../ui/state/states';
import { StatusMark } from '../../../ui/status/status-mark';
import { COUNTED } from './plan-reading';
import type { PlanReview } from './plan-review';
import { PlanTarget } from './plan-target';

/** The plan of a release and, while it waits for approval, what must be said before it may start. */
@Component({
  selector: 'hk-plan-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Field, Icon, Input, PlanTarget, ProblemNote, Skeleton, StatusMark],
  template: `
    @let shown = review().plan();
    @if (shown !== null) {
      <div class="sum" aria-live="polite">
        @if (shown.state === 'planning') { <hk-status status="progressing" [word]="t('plan.asking', { done: planned(), targets: shown.targets.length })" /> }
        @else if (review().nothingToDo()) { <hk-status status="ok" [word]="t('plan.nothing')" /> }
        @else { @for (part of sum(); track part.key) { <span class="part" [attr.data-count]="part.key"><strong class="hk-number">{{ part.count }}</strong> {{ part.words }}</span> } }
      </div>
      @if (deciding()) {
        @if (review().confirmations().length > 0) {
          <fieldset class="hk-panel">
            <legend>{{ t('plan.confirmTitle') }}</legend>
            @for (item of review().confirmations(); track item.word) { <label class="check"><input type="checkbox" class="hk-check" [checked]="review().isConfirmed(item.word)" (change)="review().confirm(item.word, checked($event))" /><span>{{ t('plan.confirm.' + item.kind, { subject: item.subject }) }}</span></label> }
          </fieldset>
        }
        @if (review().blockedPlaces().length > 0 && shown.state === 'ready') {
          <fieldset class="hk-panel blocked">
            <legend><hk-icon name="circle-alert" />{{ t.count('plan.blockedTitle', review().blockedPlaces().length) }}</legend>
            <label class="check"><input type="checkbox" class="hk-check" [checked]="review().without()" (change)="review().without.set(checked($event))" /><span>{{ t('plan.without', { places: review().blockedPlaces().join(', ') }) }}</span></label>
          </fieldset>
        }
      }
      @for (target of shown.targets; track target.targetId) { <hk-plan-target [target]="target" [production]="review().production().has(target.clusterId)" [first]="shown.targets.length === 1" /> }
      @if (deciding() && review().reachedProduction() > 0 && shown.state === 'ready' && review().mayStart()) {
        <div class="hk-panel type"><hk-field [label]="t('plan.typeName', { name: review().applicationName() })" [hint]="t.count('plan.typeHint', review().reachedProduction())"><input hkInput name="application-name" autocomplete="off" autocapitalize="none" spellcheck="false" [value]="review().typedName()" (input)="review().typedName.set(text($event))" /></hk-field></div>
      }
      <hk-problem-note [problem]="review().problem()" [text]="review().problem()?.code === 'plan-outdated' ? t('plan.outdated') : ''" />
    } @else if (review().source.problem(); as problem) { <hk-failed [problem]="problem" (retry)="review().source.reload()" /> }
    @else { <hk-skeleton [lines]="6" /> }`,
  styles: `
    :host { display: grid; gap: 10px; min-width: 0; }
    .sum { display: flex; flex-wrap: wrap; gap: 4px 20px; min-height: 24px; align-items: center; }
    .part { color: var(--hk-text-2); }
    .part strong { color: var(--hk-text); font-size: 16px; line-height: 24px; font-weight: 600; }
    .part[data-count='blocked'] strong { color: var(--hk-failing); }
    .part[data-count='delete'] strong { color: var(--hk-warning); }
    fieldset { display: grid; gap: 8px; margin: 0; padding: 8px 16px 14px; min-width: 0; border-left: 4px solid var(--hk-warning); }
    fieldset.blocked { border-left-color: var(--hk-failing); }
    legend { float: left; display: flex; align-items: center; gap: 6px; padding: 4px 0; font-weight: 600; }
    fieldset > label { clear: both; }
    .check { display: flex; align-items: flex-start; gap: 8px; overflow-wrap: anywhere; cursor: pointer; }
    .check input { flex: none; margin-top: 3px; }
    .type { max-width: 520px; padding: 12px 16px; border-left: 4px solid var(--hk-production); }`,
})
export class PlanView {
  protected readonly t = injectTranslate();
  readonly review = input.required<PlanReview>();
  /** Whether it can still be approved; afterwards the plan is only read. */
  readonly deciding = input(true);
  protected readonly text = textOf;
  protected readonly planned = computed(() => (this.review().plan()?.targets ?? []).filter(({ verdict }) => verdict !== 'pending').length);
  protected readonly sum = computed(() => {
    const summary = this.review().plan()?.summary;
    return summary === undefined ? [] : COUNTED.filter((key) => summary[key] > 0).map((key) => ({ key, count: summary[key], words: this.t(`plan.sum.${key}`) }));
  });

  protected checked(event: Event): boolean {
    return event.target instanceof HTMLInputElement && event.target.checked;
  }
}
