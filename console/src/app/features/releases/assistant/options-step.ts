import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ReleaseOptions } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { Field, Input } from '../../../ui/field/field';
import { textOf } from '../../../ui/form/draft';
import type { AssistantDraft } from './assistant-draft';

/** How the release goes about it. The defaults are the careful choice. */
@Component({
  selector: 'hk-options-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Input],
  template: `
    @let draft = this.draft();
    <hk-field [label]="t('options.timeout')" [hint]="t('options.timeoutHint')" [fault]="asked() && draft.faultOf('options') ? t('assistant.fault.timeout') : null"><input hkInput type="number" name="timeout" min="10" max="86400" step="10" [value]="draft.options().healthTimeoutS" (input)="change({ healthTimeoutS: +text($event) })" /></hk-field>
    <fieldset>
      <legend>{{ t('options.conflict') }}</legend>
      @for (choice of conflicts; track choice) { <label><input type="radio" name="conflict" class="hk-check" [checked]="draft.options().onConflict === choice" (change)="change({ onConflict: choice })" /><span>{{ t('options.conflict.' + choice) }}<span class="hk-third hk-small">{{ t('options.conflictHint.' + choice) }}</span></span></label> }
    </fieldset>
    <label><input type="checkbox" class="hk-check" [checked]="draft.options().createNamespaces" (change)="change({ createNamespaces: !draft.options().createNamespaces })" /><span>{{ t('options.createNamespaces') }}<span class="hk-third hk-small">{{ t('options.createNamespacesHint') }}</span></span></label>
    <label><input type="checkbox" class="hk-check" [checked]="draft.options().prune" (change)="change({ prune: !draft.options().prune })" /><span>{{ t('options.prune') }}<span class="hk-third hk-small">{{ t('options.pruneHint') }}</span></span></label>
    <hk-field [label]="t('options.note')" [hint]="t('options.noteHint')" optional><input hkInput name="note" autocomplete="off" maxlength="500" [value]="draft.note()" (input)="draft.note.set(text($event))" /></hk-field>`,
  styles: `
    :host { display: grid; gap: 16px; max-width: 520px; }
    fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0; }
    legend { padding: 0 0 6px; font-weight: 500; }
    label { display: flex; gap: 8px; align-items: flex-start; cursor: pointer; }
    label input { flex: none; margin-top: 3px; }
    label span span { display: block; }`,
})
export class OptionsStep {
  protected readonly t = injectTranslate();
  readonly draft = input.required<AssistantDraft>();
  readonly asked = input(false);
  protected readonly text = textOf;
  protected readonly conflicts = ['fail', 'take'] as const;

  protected change(change: Partial<ReleaseOptions>): void {
    this.draft().options.update((options) => ({ ...options, ...change }));
  }
}
