import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Field, Input } from '../../ui/field/field';
import { type Draft, textOf } from '../../ui/form/draft';
import { type DetailsDraft, ENVIRONMENTS, MODES } from './details-draft';
import { LabelLines } from './label-lines';
import { OptionCards } from './option-cards';

/** Name, environment, mode and labels of a cluster. */
@Component({
  selector: 'hk-details-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Input, LabelLines, OptionCards],
  template: `
    @let draft = form();
    <hk-field [label]="t('clusters.name')" [hint]="t('clusters.nameHint')" [fault]="taken() || draft.fault('name')"><input hkInput name="cluster-name" autocomplete="off" autocapitalize="none" spellcheck="false" [value]="draft.value().name" (input)="draft.patch({ name: text($event) })" (blur)="draft.touch('name')" /></hk-field>
    <hk-field [label]="t('clusters.environment')" [hint]="draft.value().environment === 'production' ? t('clusters.productionHint') : ''">
      <select hkInput (change)="setEnvironment(text($event))">@for (environment of environments; track environment) { <option [value]="environment" [selected]="environment === draft.value().environment">{{ t('environment.' + environment) }}</option> }</select>
    </hk-field>
    <hk-option-cards name="cluster-mode" [label]="t('clusters.modeLong')" [options]="modes()" [chosen]="draft.value().mode" (chosenChange)="setMode($event)" />
    <hk-label-lines [lines]="draft.value().labels" (linesChange)="draft.patch({ labels: $event })" />`,
  styles: `:host { display: grid; gap: 16px; min-width: 0; }`,
})
export class DetailsForm {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  protected readonly environments = ENVIRONMENTS;
  readonly form = input.required<Draft<DetailsDraft>>();
  protected readonly modes = computed(() => MODES.map((key) => ({ key, label: this.t(`clusterMode.${key}`), text: this.t(`clusterModeText.${key}`) })));
  protected readonly taken = computed(() => (this.form().problem()?.code === 'cluster-name-taken' ? this.t('clusterProblem.cluster-name-taken') : ''));

  protected setEnvironment(word: string): void {
    const environment = ENVIRONMENTS.find((each) => each === word);
    if (environment !== undefined) this.form().patch({ environment });
  }

  protected setMode(word: string): void {
    const mode = MODES.find((each) => each === word);
    if (mode !== undefined) this.form().patch({ mode });
  }
}
