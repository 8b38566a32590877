import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ApplicationSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { StatusMark } from '../../ui/status/status-mark';
import { Viewport } from '../../ui/viewport/viewport';
import { presence } from './application-health';

const SHOWN = 5;
const SHOWN_NARROW = 2;

/** The clusters that an application runs on, a mark before each name. */
@Component({
  selector: 'hk-presence',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusMark],
  template: `
    @for (place of shown(); track place.clusterId) { <span class="place" [title]="place.namespaces"><hk-status [status]="place.status" [bare]="true" [size]="12" /><span class="hk-cut">{{ place.clusterName }}</span></span> }
    @if (rest() > 0) { <span class="hk-third">{{ t('application.morePlaces', { count: rest() }) }}</span> }
    @if (shown().length === 0) { <span class="hk-third">{{ t('application.nowhere') }}</span> }`,
  styles: `
    :host { display: flex; align-items: center; gap: 12px; min-width: 0; overflow: hidden; }
    .place { display: inline-flex; align-items: center; gap: 5px; min-width: 0; }
    hk-status { flex: none; }`,
})
export class Presence {
  protected readonly t = injectTranslate();
  private readonly narrow = inject(Viewport).narrow;
  readonly application = input.required<ApplicationSummary | null>();
  private readonly all = computed(() => { const application = this.application(); return application === null ? [] : presence(application); });
  protected readonly shown = computed(() => this.all().slice(0, this.narrow() ? SHOWN_NARROW : SHOWN));
  protected readonly rest = computed(() => this.all().length - this.shown().length);
}
