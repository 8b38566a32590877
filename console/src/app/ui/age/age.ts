import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Texts } from '../../i18n/texts';
import { ageText, instantText } from './age-text';
import { Now } from './now';

/** How long ago something was; the instant itself on hover. */
@Component({
  selector: 'hk-age',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@if (at(); as instant) { <time [attr.datetime]="instant" [title]="absolute()">{{ relative() }}</time> } @else { <span class="hk-third">{{ none() }}</span> }`,
  styles: `time { font-variant-numeric: tabular-nums; white-space: nowrap; }`,
})
export class Age {
  private readonly texts = inject(Texts);
  private readonly now = inject(Now);
  readonly at = input.required<string | null>();
  /** `ago` for running text ("5 min ago"), `plain` for columns ("5 min"). */
  readonly form = input<'plain' | 'ago'>('plain');
  readonly none = input('–');
  protected readonly absolute = computed(() => instantText(this.texts.language(), this.at() ?? ''));
  protected readonly relative = computed(() => {
    const age = ageText(this.texts.translate, this.now.ms() - Date.parse(this.at() ?? ''));
    return this.form() === 'ago' ? this.texts.translate('age.ago', { age }) : age;
  });
}
