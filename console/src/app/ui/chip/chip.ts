import { booleanAttribute, ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import type { Status } from '../status/status';

/** A short fact beside a title or in a cell: `env: production`, `12 pods`. Neutral unless it tells a status. */
@Component({
  selector: 'hk-chip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { '[attr.data-tone]': 'tone()' },
  template: `
    @if (icon(); as name) { <hk-icon [name]="name" [size]="14" /> }
    @if (label()) { <span class="label">{{ label() }}</span> }
    <span class="hk-cut" [title]="value()">{{ value() }}</span>
    @if (removable()) { <button type="button" (click)="removed.emit()" [attr.aria-label]="t('chip.remove', { name: label() ? label() + ' ' + value() : value() })"><hk-icon name="x" [size]="12" /></button> }`,
  styles: `
    :host { display: inline-flex; align-items: center; gap: 4px; max-width: 100%; min-height: 20px; padding: 0 7px; border: 1px solid var(--hk-line); border-radius: 5px; background: var(--hk-sunken); color: var(--hk-text-2); font-size: 12px; line-height: 18px; vertical-align: bottom; }
    .label { color: var(--hk-text-3); white-space: nowrap; }
    button { display: inline-flex; margin: 0 -4px 0 0; padding: 2px; border: 0; border-radius: 4px; background: none; color: inherit; cursor: pointer; }
    button:hover { background: var(--hk-line); color: var(--hk-text); }
    @each $tone in (ok, progressing, warning, failing, unknown, paused) {
      :host([data-tone='#{$tone}']) { border-color: transparent; background: var(--hk-#{$tone}-ground); color: var(--hk-#{$tone}); }
    }
    :host([data-tone='production']) { border-color: var(--hk-production); background: none; color: var(--hk-production); font-weight: 500; }`,
})
export class Chip {
  protected readonly t = injectTranslate();
  readonly value = input.required<string>();
  readonly label = input('');
  readonly icon = input<IconName | null>(null);
  readonly tone = input<Status | 'neutral' | 'production'>('neutral');
  readonly removable = input(false, { transform: booleanAttribute });
  readonly removed = output();
}
