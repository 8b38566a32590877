import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Key facts of an object: `<dl hkFacts><div hkFact label="…">value</div></dl>`, two columns where there is room. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- a list of terms must be a real `dl`: assistive technology knows no other
  selector: 'dl[hkFacts]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styles: `
    :host { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr)); gap: 10px 24px; margin: 0; }`,
})
export class Facts {}

@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- only a `div` may stand between a `dl` and its `dt`
  selector: 'div[hkFact]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dt>{{ label() }}</dt><dd><ng-content /></dd>`,
  styles: `
    :host { display: grid; gap: 2px; min-width: 0; align-content: start; }
    dt { color: var(--hk-text-3); font-size: 12px; line-height: 16px; }
    dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }`,
})
export class Fact {
  readonly label = input.required<string>();
}
