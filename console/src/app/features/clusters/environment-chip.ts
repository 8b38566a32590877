import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ClusterSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { Chip } from '../../ui/chip/chip';

/** What a cluster is for; production cannot be overlooked. */
@Component({
  selector: 'hk-environment',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chip],
  template: `<hk-chip [value]="t('environment.' + environment())" [tone]="environment() === 'production' ? 'production' : 'neutral'" />`,
  styles: `:host { display: inline-flex; min-width: 0; }`,
})
export class EnvironmentChip {
  protected readonly t = injectTranslate();
  readonly environment = input.required<ClusterSummary['environment']>();
}
