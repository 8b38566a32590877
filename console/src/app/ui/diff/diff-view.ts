import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';

export interface FieldChange {
  /** Where in the object: `spec.replicas`. */
  readonly path: string;
  /** Undefined when the field was not there. */
  readonly before: unknown;
  /** Undefined when the field goes. */
  readonly after: unknown;
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** What changes in one object, field by field. */
@Component({
  selector: 'hk-diff-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ul [attr.aria-label]="t.count('diff.changes', changes().length)">
      @for (row of rows(); track row.path) {
        <li [attr.data-kind]="row.kind">
          <span class="path hk-mono"><span class="hk-hidden">{{ t('diff.' + row.kind) }} </span><hk-icon [name]="row.icon" [size]="12" />{{ row.path }}</span>
          @if (row.before !== null) { <del><pre>{{ row.before }}</pre></del> }
          @if (row.after !== null) { <ins><pre>{{ row.after }}</pre></ins> }
        </li>
      } @empty { <li class="hk-second">{{ t('diff.none') }}</li> }
    </ul>`,
  styles: `
    ul { border: 1px solid var(--hk-line); border-radius: 6px; overflow: hidden; background: var(--hk-surface); }
    li { display: grid; gap: 2px; padding: 6px 12px; }
    li + li { border-top: 1px solid var(--hk-line); }
    .path { display: flex; align-items: center; gap: 6px; color: var(--hk-text-2); overflow-wrap: anywhere; }
    del, ins { display: block; text-decoration: none; border-radius: 4px; }
    pre { margin: 0; padding: 2px 8px 2px 22px; line-height: 18px; white-space: pre-wrap; overflow-wrap: anywhere; text-indent: -14px; }
    del { background: var(--hk-failing-ground); } ins { background: var(--hk-ok-ground); }
    del pre::before { content: '−'; display: inline-block; width: 14px; text-indent: 0; color: var(--hk-failing); }
    ins pre::before { content: '+'; display: inline-block; width: 14px; text-indent: 0; color: var(--hk-ok); }`,
})
export class DiffView {
  protected readonly t = injectTranslate();
  readonly changes = input.required<readonly FieldChange[]>();
  protected readonly rows = computed(() => this.changes().map(({ path, before, after }) => {
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    const icon = kind === 'added' ? ('plus' as const) : kind === 'removed' ? ('minus' as const) : ('pencil' as const);
    return { path, kind, icon, before: before === undefined ? null : written(before), after: after === undefined ? null : written(after) };
  }));
}
