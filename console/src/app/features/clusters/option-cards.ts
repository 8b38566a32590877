import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

export interface Option {
  readonly key: string;
  readonly label: string;
  /** What choosing it means. */
  readonly text: string;
}

/** One of a few, each with a sentence about what it means. */
@Component({
  selector: 'hk-option-cards',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      @for (option of options(); track option.key) {
        <label><input type="radio" class="hk-check" [name]="name()" [value]="option.key" [checked]="option.key === chosen()" (change)="chosen.set(option.key)" /><span><strong>{{ option.label }}</strong><span class="hk-small hk-second">{{ option.text }}</span></span></label>
      }
    </fieldset>`,
  styles: `
    fieldset { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr)); gap: 8px; margin: 0; padding: 0; border: 0; min-width: 0; }
    legend { margin-bottom: 4px; padding: 0; font-weight: 500; }
    label { display: flex; gap: 8px; padding: 10px 12px; border: 1px solid var(--hk-line); border-radius: var(--hk-radius); background: var(--hk-surface); cursor: pointer; }
    label:hover { border-color: var(--hk-line-strong); }
    label:has(:checked) { border-color: var(--hk-accent); background: var(--hk-accent-ground); }
    label:has(:focus-visible) { outline: 2px solid var(--hk-accent); outline-offset: 2px; }
    input { flex: none; margin-top: 3px; outline: none; }
    label > span { display: grid; align-content: start; gap: 2px; min-width: 0; }
    strong { font-weight: 500; }`,
})
export class OptionCards {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option[]>();
  readonly chosen = model.required<string>();
}
