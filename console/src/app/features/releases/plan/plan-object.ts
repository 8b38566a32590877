import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { FieldChange, FieldConflict, ObjectPlan } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { ReleaseWords } from '../../../release-words/words';
import { CodeBlock } from '../../../ui/code-block/code-block';
import { DiffView } from '../../../ui/diff/diff-view';
import { Icon } from '../../../ui/icon/icon';
import { byClass, isBlocked } from './plan-reading';

const ICON = { create: 'plus', update: 'pencil', delete: 'trash-2', unchanged: 'check', conflict: 'circle-alert', refused: 'circle-alert', invalid: 'circle-alert', unverifiable: 'plus' } as const;
const written = (value: unknown): string => (value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

/** What happens to one object, field by field, and why not where it cannot. */
@Component({
  selector: 'hk-plan-object',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeBlock, DiffView, Icon],
  host: { '[attr.data-action]': 'blocked() ? "blocked" : object().action' },
  template: `
    @let plan = object();
    <div class="head"><span class="deed"><hk-icon [name]="icon()" [size]="14" />{{ t('plan.action.' + plan.action) }}</span><span class="hk-third">{{ plan.ref.kind }}</span><span class="hk-mono hk-wrap">{{ plan.ref.name }}</span>@if (plan.ref.namespace) { <span class="hk-third hk-small">{{ plan.ref.namespace }}</span> }@if (!blocked() && plan.detail) { <span class="hk-second hk-small">{{ words.plan(plan.detail) }}</span> }<span class="hk-spacer"></span>@if (whole() !== null) { <button type="button" class="hk-button hk-button-quiet hk-button-small" [attr.aria-expanded]="open()" (click)="open.set(!open())">{{ t('plan.showObject') }}</button> }</div>
    @if (blocked()) {
      <div class="why"><strong>{{ words.failure(plan.code) }}.</strong>@if (plan.conflicts.length === 0) { <span> {{ words.plan(plan.detail) }}</span> }<p class="hk-second">{{ words.hint(plan.code) }}</p></div>
    }
    @for (warning of plan.warnings; track $index) { <p class="warning"><hk-icon name="triangle-alert" [size]="14" />{{ warning }}</p> }
    @if (plan.conflicts.length > 0) {
      <table><caption class="hk-hidden">{{ t('plan.conflicts') }}</caption><thead><tr><th scope="col">{{ t('plan.field') }}</th><th scope="col">{{ t('plan.manager') }}</th><th scope="col">{{ t('plan.theirs') }}</th><th scope="col">{{ t('plan.ours') }}</th></tr></thead>
        <tbody>@for (conflict of plan.conflicts; track $index) { <tr><td class="hk-mono">{{ conflict.path }}</td><td>{{ conflict.manager }}</td><td class="hk-mono">{{ theirs(conflict) }}</td><td class="hk-mono">{{ ours(conflict) }}</td></tr> }</tbody></table>
    }
    @if (whole(); as text) { @if (open()) { <hk-code-block [text]="text" [label]="plan.ref.kind + ' ' + plan.ref.name" /> } }
    @else {
      @for (group of groups(); track group.class) {
        <section>
          <h5>{{ t('plan.class.' + group.class) }} <span class="hk-third">{{ t('plan.classHint.' + group.class) }}</span></h5>
          @if (group.class === 'foreign') { <p class="hk-mono hk-wrap">{{ paths(group.changes) }}</p> } @else { <hk-diff-view [changes]="changesOf(group.changes)" /> }
        </section>
      }
    }`,
  styles: `
    :host { display: grid; gap: 6px; padding: 4px 12px; border-left: 3px solid var(--hk-line); }
    :host([data-action='blocked']) { border-left-color: var(--hk-failing); background: var(--hk-failing-ground); }
    :host([data-action='delete']) { border-left-color: var(--hk-warning); }
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; min-height: 24px; }
    .deed { display: inline-flex; align-items: center; gap: 6px; min-width: 96px; font-weight: 500; }
    :host([data-action='blocked']) .deed { color: var(--hk-failing); }
    :host([data-action='delete']) .deed { color: var(--hk-warning); }
    :host([data-action='unchanged']) .deed { color: var(--hk-text-3); font-weight: 400; }
    .warning { display: flex; gap: 6px; color: var(--hk-warning); }
    h5 { margin: 0 0 4px; font-size: 12px; line-height: 16px; font-weight: 500; }
    h5 span { font-weight: 400; }
    table { border-collapse: collapse; width: 100%; background: var(--hk-surface); border: 1px solid var(--hk-line); }
    th, td { padding: 4px 8px; text-align: start; border-bottom: 1px solid var(--hk-line); font-size: 12px; overflow-wrap: anywhere; }
    th { color: var(--hk-text-2); font-weight: 500; }`,
})
export class PlanObject {
  protected readonly t = injectTranslate();
  protected readonly words = inject(ReleaseWords);
  readonly object = input.required<ObjectPlan>();
  protected readonly blocked = computed(() => isBlocked(this.object()));
  protected readonly icon = computed(() => ICON[this.object().action]);
  protected readonly groups = computed(() => byClass(this.object().changes));
  protected readonly open = signal(false);
  /** A new object is one change at the root: shown as a whole, folded. */
  protected readonly whole = computed(() => {
    const [only, ...rest] = this.object().changes;
    if (only?.path !== '' || rest.length > 0) return null;
    return typeof only.after === 'string' ? only.after : JSON.stringify(only.after, null, 2);
  });

  protected changesOf(changes: readonly FieldChange[]): readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[] {
    return changes.map(({ path, before, after }) => ({ path, before, after }));
  }

  protected paths(changes: readonly FieldChange[]): string {
    return changes.map(({ path }) => path).join(', ');
  }

  protected theirs(conflict: FieldConflict): string {
    return written(conflict.theirs);
  }

  protected ours(conflict: FieldConflict): string {
    return written(conflict.ours);
  }
}
