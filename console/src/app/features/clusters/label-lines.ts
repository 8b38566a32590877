import { afterNextRender, ChangeDetectionStrategy, Component, computed, ElementRef, inject, Injector, model } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Input } from '../../ui/field/field';
import { textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';
import { labelFaults, type LabelLine } from './details-draft';

/** Labels as lines of key and value. */
@Component({
  selector: 'hk-label-lines',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Input],
  template: `
    <fieldset>
      <legend>{{ t('clusters.labels') }} <span class="hk-third">· {{ t('field.optional') }}</span></legend>
      @for (line of lines(); track $index; let place = $index) {
        @let fault = faults()[place] ?? null;
        <div class="line">
          <input hkInput class="hk-input-mono" autocomplete="off" autocapitalize="none" spellcheck="false" [attr.aria-label]="t('clusters.labelKey', { n: place + 1 })" [placeholder]="t('clusters.key')" [attr.aria-invalid]="fault === 'key' || fault === 'twice' ? 'true' : null" [value]="line.key" (input)="change(place, { key: text($event) })" />
          <input hkInput class="hk-input-mono" autocomplete="off" autocapitalize="none" spellcheck="false" [attr.aria-label]="t('clusters.labelValue', { n: place + 1 })" [placeholder]="t('clusters.value')" [attr.aria-invalid]="fault === 'value' ? 'true' : null" [value]="line.value" (input)="change(place, { value: text($event) })" />
          <button type="button" class="hk-button hk-button-quiet hk-button-icon" (click)="remove(place)" [attr.aria-label]="t('clusters.labelRemove', { n: place + 1 })" [title]="t('clusters.labelRemove', { n: place + 1 })"><hk-icon name="x" /></button>
          @if (fault !== null) { <p class="fault hk-small" aria-live="polite"><hk-icon name="circle-alert" [size]="14" />{{ t('labelFault.' + fault) }}</p> }
        </div>
      }
      <button type="button" class="hk-button hk-button-small add" (click)="add()"><hk-icon name="plus" [size]="14" />{{ t('clusters.labelAdd') }}</button>
    </fieldset>`,
  styles: `
    fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; min-width: 0; }
    legend { margin-bottom: 4px; padding: 0; font-weight: 500; }
    .line { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; gap: 4px 8px; }
    .fault { grid-column: 1 / -1; display: flex; gap: 4px; color: var(--hk-failing); }
    .add { justify-self: start; }`,
})
export class LabelLines {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  readonly lines = model.required<readonly LabelLine[]>();
  protected readonly faults = computed(() => labelFaults(this.lines()));

  protected change(place: number, change: Partial<LabelLine>): void {
    this.lines.update((lines) => lines.map((line, at) => (at === place ? { ...line, ...change } : line)));
  }

  protected add(): void {
    this.lines.update((lines) => [...lines, { key: '', value: '' }]);
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>('.line:last-of-type input')?.focus(), { injector: this.injector });
  }

  protected remove(place: number): void {
    this.lines.update((lines) => lines.filter((_, at) => at !== place));
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>('.add')?.focus(), { injector: this.injector });
  }
}
