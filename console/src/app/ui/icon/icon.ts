import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ICONS, type IconName } from './icons';

/** One outlined icon of the kept set. It is decoration: the word beside it, or the button's own name, says what it means. */
@Component({
  selector: 'hk-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  template: `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"
    [attr.width]="size()" [attr.height]="size()" [attr.stroke-width]="stroke()"><path [attr.d]="path()" /></svg>`,
  styles: `:host { display: inline-flex; flex: none; } svg { display: block; }`,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(16);
  protected readonly path = computed(() => ICONS[this.name()]);
  // The view box is 24 wide; the line must be 1.5 px on the screen at every size.
  protected readonly stroke = computed(() => (1.5 * 24) / this.size());
}
