import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ClusterDetail, HealthSpan, ProbeReport as Report } from '@hyperkuber/contracts';
import type { LoadState } from '../../api/load';
import type { Problem } from '../../api/problem';
import { Texts } from '../../i18n/texts';
import { Age } from '../../ui/age/age';
import { ageText, instantText } from '../../ui/age/age-text';
import { Now } from '../../ui/age/now';
import { HealthStrip } from '../../ui/health-strip/health-strip';
import { Icon } from '../../ui/icon/icon';
import { Empty, Failed, Forbidden, Skeleton } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { adviceWords, statusCell } from './cluster-words';
import { stripSpans } from './health-spans';
import { ProbeReport } from './probe-report';

/** Why a cluster is as it is, what to do about it, and how it was in the last day. */
@Component({
  selector: 'hk-cluster-health',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Empty, Failed, Forbidden, HealthStrip, Icon, ProbeReport, Skeleton, StatusMark],
  template: `
    @if (advice()) {
      <section class="hk-panel"><h2>{{ t('clusters.whatToDo') }}</h2><p class="text">{{ advice() }}</p><details><summary>{{ t('failed.technical') }}</summary><code>{{ cluster().code }} · {{ cluster().detail }}</code></details></section>
    }
    <section class="hk-panel">
      <h2>{{ t('clusters.lastLook') }}@if (mayProbe()) { <button type="button" class="hk-button hk-button-small" [attr.aria-disabled]="probing()" (click)="probe.emit()"><hk-icon name="refresh-cw" [size]="14" />{{ probing() ? t('clusters.checking') : t('clusters.probe') }}</button> }</h2>
      @if (report(); as found) { <hk-probe-report [report]="found" /> } @else { <p class="hk-second">{{ t('clusters.checked') }} <hk-age [at]="cluster().checkedAt" form="ago" />. {{ mayProbe() ? t('clusters.lookHint') : '' }}</p> }
    </section>
    <section class="hk-panel">
      <h2>{{ t('clusters.last24') }}</h2>
      @switch (state()) {
        @case ('loading') { <hk-skeleton [lines]="3" /> }
        @case ('forbidden') { <hk-forbidden [problem]="problem()" /> }
        @case ('failed') { <hk-failed [problem]="problem()" (retry)="retry.emit()" /> }
        @case ('ready') {
          <hk-health-strip [spans]="strip()" />
          <div class="scale hk-small hk-third" aria-hidden="true"><span>{{ t('clusters.hoursAgo', { n: 24 }) }}</span><span>{{ t('clusters.hoursAgo', { n: 12 }) }}</span><span>{{ t('clusters.now') }}</span></div>
          @if (lines().length === 0) { <hk-empty icon="history" [title]="t('clusters.noHistory')" /> } @else {
            <ol [attr.aria-label]="t('clusters.history')">@for (line of lines(); track line.from) { <li><hk-status [status]="line.status" [word]="line.word" [reason]="line.reason" /><span class="hk-number hk-second" [title]="line.title">{{ line.length }}</span><span class="hk-third"><hk-age [at]="line.from" form="ago" /></span></li> }</ol>
          }
        }
      }
    </section>`,
  styles: `
    :host { display: grid; gap: 12px; min-width: 0; }
    section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 12px 16px 16px; min-width: 0; }
    h2 { display: flex; align-items: center; justify-content: space-between; gap: 8px; font-size: 14px; line-height: 24px; }
    .text { max-width: 80ch; }
    details { font-size: 12px; color: var(--hk-text-3); } summary { cursor: pointer; } code { overflow-wrap: anywhere; }
    hk-probe-report { max-width: 880px; }
    hk-health-strip { height: 20px; }
    .scale { display: flex; justify-content: space-between; margin-top: -8px; }
    li { display: grid; grid-template-columns: minmax(0, 1fr) 88px 96px; align-items: center; gap: 12px; min-height: 32px; border-top: 1px solid var(--hk-line); }
    li span { text-align: end; }
    @media (max-width: 720px) { li { grid-template-columns: minmax(0, 1fr) 64px 76px; gap: 8px; min-height: 40px; } }`,
})
export class ClusterHealth {
  private readonly texts = inject(Texts);
  private readonly now = inject(Now);
  protected readonly t = this.texts.translate;
  readonly cluster = input.required<ClusterDetail>();
  readonly spans = input.required<readonly HealthSpan[]>();
  readonly state = input.required<LoadState>();
  readonly problem = input<Problem | null>(null);
  readonly report = input<Report | null>(null);
  readonly probing = input(false);
  readonly mayProbe = input(false);
  readonly probe = output();
  readonly retry = output();
  /** A report says it itself. */
  protected readonly advice = computed(() => (this.report() === null ? adviceWords(this.t, this.cluster().code) : ''));
  protected readonly strip = computed(() => stripSpans(this.t, this.spans()));
  /** The latest first. */
  protected readonly lines = computed(() => this.spans().toSorted((a, b) => Date.parse(b.from) - Date.parse(a.from)).map((span) => {
    const untilMs = span.until === null ? this.now.ms() : Date.parse(span.until);
    return {
      ...statusCell(this.t, span), from: span.from, length: ageText(this.t, untilMs - Date.parse(span.from)),
      title: `${instantText(this.texts.language(), span.from)} – ${span.until === null ? this.t('clusters.now') : instantText(this.texts.language(), span.until)}`,
    };
  }));
}
