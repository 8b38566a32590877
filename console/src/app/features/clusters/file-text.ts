import { booleanAttribute, ChangeDetectionStrategy, Component, input, model, signal } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Field, Input } from '../../ui/field/field';
import { textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';

const MOST_BYTES = 524_288;

/** Text that mostly stands in a file: it can be pasted, chosen or dropped. The file is read by the browser and goes nowhere by itself. */
@Component({
  selector: 'hk-file-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, Input],
  host: { '[class.over]': 'over()', '(dragover)': 'hover($event, true)', '(dragleave)': 'hover($event, false)', '(drop)': 'drop($event)' },
  template: `
    <hk-field [label]="label()" [hint]="hint()" [fault]="tooLarge() ? t('fileText.tooLarge') : fault()" [optional]="optional()">
      <textarea hkInput class="hk-input-mono" autocomplete="off" autocapitalize="none" spellcheck="false" [rows]="rows()" [placeholder]="placeholder()" [value]="text()" (input)="text.set(textOf($event))"></textarea>
    </hk-field>
    <div class="choose">
      <button type="button" class="hk-button hk-button-small" (click)="file.click()"><hk-icon name="upload" [size]="14" />{{ t('fileText.choose') }}</button>
      <span class="hk-small hk-third">{{ name() === '' ? t('fileText.drop') : name() }}</span>
      <input #file type="file" hidden tabindex="-1" aria-hidden="true" (change)="choose(file)" />
    </div>`,
  styles: `
    :host { display: grid; gap: 6px; min-width: 0; }
    :host(.over) { outline: 2px dashed var(--hk-accent); outline-offset: 6px; border-radius: var(--hk-radius); }
    textarea { white-space: pre; overflow: auto; }
    .choose { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }`,
})
export class FileText {
  protected readonly t = injectTranslate();
  protected readonly textOf = textOf;
  readonly text = model.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly fault = input<string | null>(null);
  readonly placeholder = input('');
  readonly rows = input(5);
  readonly optional = input(false, { transform: booleanAttribute });
  protected readonly over = signal(false);
  protected readonly name = signal('');
  protected readonly tooLarge = signal(false);

  protected hover(event: Event, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected async drop(event: DragEvent): Promise<void> {
    this.hover(event, false);
    await this.read(event.dataTransfer?.files[0]);
  }

  protected async choose(control: HTMLInputElement): Promise<void> {
    await this.read(control.files?.[0]);
    control.value = ''; // The same file can be chosen again after it was changed.
  }

  private async read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    this.tooLarge.set(file.size > MOST_BYTES);
    if (file.size > MOST_BYTES) return;
    this.text.set(await file.text());
    this.name.set(file.name);
  }
}
