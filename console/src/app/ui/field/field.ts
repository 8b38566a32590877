import { booleanAttribute, ChangeDetectionStrategy, Component, computed, Directive, inject, input } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';

const numbering = { last: 0 };

/** A control with its label above and its hint or fault below: `<hk-field label="…"><input hkInput …></hk-field>`. */
@Component({
  selector: 'hk-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <label [attr.for]="controlId">{{ label() }}@if (optional()) { <span class="hk-third"> · {{ t('field.optional') }}</span> }</label>
    <ng-content />
    <div class="below" [id]="belowId" aria-live="polite">
      @if (fault(); as text) { <span class="fault"><hk-icon name="circle-alert" [size]="14" />{{ text }}</span> } @else if (hint()) { <span class="hk-third">{{ hint() }}</span> }
    </div>`,
  styles: `
    :host { display: grid; gap: 4px; min-width: 0; align-content: start; }
    label { font-weight: 500; color: var(--hk-text); }
    .below { font-size: 12px; line-height: 16px; }
    .below:empty { display: none; }
    .fault { display: inline-flex; gap: 4px; color: var(--hk-failing); }
    .fault hk-icon { margin-top: 1px; }`,
})
export class Field {
  protected readonly t = injectTranslate();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** What is wrong with the value, in words; empty while nothing is. */
  readonly fault = input<string | null>(null);
  readonly optional = input(false, { transform: booleanAttribute });
  readonly controlId = `hk-control-${++numbering.last}`;
  readonly belowId = `${this.controlId}-below`;
  readonly describedBy = computed(() => (this.fault() !== null && this.fault() !== '') || this.hint() !== '' ? this.belowId : null);
}

/** The look and the wiring of a native input, select or textarea; alone it is only the look. */
@Directive({
  selector: 'input[hkInput], select[hkInput], textarea[hkInput]',
  host: {
    class: 'hk-input',
    '[attr.id]': 'field?.controlId ?? id()',
    '[attr.aria-describedby]': 'field?.describedBy() ?? null',
    '[attr.aria-invalid]': "field?.fault() ? 'true' : null",
  },
})
export class Input {
  protected readonly field = inject(Field, { optional: true });
  readonly id = input<string | null>(null);
}
