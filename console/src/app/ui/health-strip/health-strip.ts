import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Texts } from '../../i18n/texts';
import { Now } from '../age/now';
import type { Status } from '../status/status';
import { layOut, type HealthSpan, share } from './spans';

/** The last 24 hours of something as a strip: what it was, when, and for how long. Gaps are gaps. */
@Component({
  selector: 'hk-health-strip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'img', '[attr.aria-label]': 'summary()' },
  template: `<svg preserveAspectRatio="none" viewBox="0 0 1000 10" aria-hidden="true">@for (part of parts(); track $index) { <rect [attr.x]="part.x" [attr.width]="part.width" y="0" height="10" [attr.data-status]="part.status"><title>{{ part.text }}</title></rect> }</svg>`,
  styles: `
    :host { display: block; min-width: 96px; height: 12px; overflow: hidden; border-radius: 3px; background: repeating-linear-gradient(135deg, var(--hk-line) 0 2px, transparent 2px 5px); }
    svg { display: block; width: 100%; height: 100%; }
    rect { fill: var(--hk-unknown); }
    @each $status in (ok, progressing, warning, failing, paused) { rect[data-status='#{$status}'] { fill: var(--hk-#{$status}); } }
    rect[data-status='ok'] { fill: color-mix(in srgb, var(--hk-ok) 65%, var(--hk-surface)); }`,
})
export class HealthStrip {
  private readonly texts = inject(Texts);
  private readonly now = inject(Now);
  readonly spans = input.required<readonly HealthSpan[]>();
  readonly hours = input(24);
  protected readonly parts = computed(() => layOut(this.spans(), this.now.ms(), this.hours() * 3_600_000));
  protected readonly summary = computed(() => {
    const t = this.texts.translate;
    const percent = (status: Status): number => Math.round(share(this.parts(), status) * 1_000) / 10;
    return t('health.summary', { hours: this.hours(), ok: percent('ok'), failing: percent('failing') });
  });
}
