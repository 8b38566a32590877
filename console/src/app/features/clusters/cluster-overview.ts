import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ClusterDetail, HealthSpan } from '@hyperkuber/contracts';
import { Texts } from '../../i18n/texts';
import { Age } from '../../ui/age/age';
import { Fact, Facts } from '../../ui/facts/facts';
import { HealthStrip } from '../../ui/health-strip/health-strip';
import { Icon } from '../../ui/icon/icon';
import { memoryText, nodesText } from './cluster-words';
import { CredentialExpiry } from './credential-expiry';
import { stripSpans } from './health-spans';
import { Tint } from './tint';

/** What one wants to know of a cluster at a glance. */
@Component({
  selector: 'hk-cluster-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, CredentialExpiry, Fact, Facts, HealthStrip, Icon, Tint],
  template: `
    @let one = cluster();
    @if (old()) { <p class="hk-second">{{ t('clusters.lastKnown') }}</p> }
    <ul class="numbers" [class.old]="old()">
      <li class="hk-panel"><span class="hk-small hk-third">{{ t('clusters.nodes') }}</span><strong [hkTint]="nodes()" [class.lacking]="lacking()">{{ one.facts.nodes?.ready ?? '–' }}<span class="hk-third"> / {{ one.facts.nodes?.total ?? '–' }}</span></strong><span class="hk-small hk-second">{{ t('clusters.ready') }}</span></li>
      <li class="hk-panel"><span class="hk-small hk-third">{{ t('clusters.cpu') }}</span><strong>{{ cpu() }}</strong><span class="hk-small hk-second">{{ t('clusters.cores') }}</span></li>
      <li class="hk-panel"><span class="hk-small hk-third">{{ t('clusters.memory') }}</span><strong>{{ memory() }}</strong><span class="hk-small hk-second">{{ t('clusters.inAll') }}</span></li>
      <li class="hk-panel"><span class="hk-small hk-third">{{ t('clusters.pods') }}</span><strong>{{ pods() }}</strong><span class="hk-small hk-second">{{ t('clusters.atMost') }}</span></li>
    </ul>
    <section class="hk-panel">
      <h2>{{ t('clusters.last24') }}<button type="button" class="hk-button hk-button-quiet hk-button-small" (click)="asked.emit('health')">{{ t('clusters.history') }}<hk-icon name="arrow-right" [size]="14" /></button></h2>
      <hk-health-strip [spans]="strip()" />
    </section>
    <section class="hk-panel">
      <h2>{{ t('clusters.keyFacts') }}</h2>
      <dl hkFacts>
        <div hkFact [label]="t('clusters.version')">{{ one.facts.version ?? '–' }}</div>
        <div hkFact [label]="t('credential.server')"><span class="hk-mono">{{ one.server }}</span></div>
        <div hkFact [label]="t('clusters.latency')"><span class="hk-number">{{ one.latencyMs === null ? '–' : one.latencyMs + ' ms' }}</span></div>
        <div hkFact [label]="t('clusters.checked')"><hk-age [at]="one.checkedAt" form="ago" /></div>
        <div hkFact [label]="t('clusters.uid')"><span class="hk-mono">{{ one.uid ?? '–' }}</span></div>
        <div hkFact [label]="t('clusters.added')"><hk-age [at]="one.createdAt" form="ago" /></div>
        <div hkFact [label]="t('clusters.modeLong')">{{ t('clusterMode.' + one.mode) }}<span class="hk-small hk-second block">{{ t('clusterModeText.' + one.mode) }}</span></div>
        <div hkFact [label]="t('clusters.credential')">{{ t('credential.' + one.credential.kind) }} · {{ t('clusters.credentialVersion', { version: one.credential.version }) }}<hk-credential-expiry class="hk-small block" [at]="one.credential.expiresAt" /></div>
      </dl>
    </section>`,
  styles: `
    :host { display: grid; gap: 12px; min-width: 0; }
    .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr)); gap: 12px; }
    .numbers li { display: grid; gap: 2px; padding: 12px 16px; }
    strong { font-size: 20px; line-height: 28px; font-weight: 600; font-variant-numeric: tabular-nums; }
    strong .hk-third { font-weight: 400; }
    .old strong { color: var(--hk-text-2); }
    .lacking { color: var(--hk-warning); }
    section { display: grid; gap: 12px; padding: 12px 16px 16px; min-width: 0; }
    h2 { display: flex; align-items: center; justify-content: space-between; gap: 8px; font-size: 14px; line-height: 24px; }
    hk-health-strip { height: 20px; }
    .block { display: block; max-width: 60ch; }
    @media (max-width: 720px) { .numbers { grid-template-columns: 1fr 1fr; } }`,
})
export class ClusterOverview {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  readonly cluster = input.required<ClusterDetail>();
  readonly spans = input.required<readonly HealthSpan[]>();
  /** A tab with more about it was asked for. */
  readonly asked = output<string>();
  /** Whether the numbers are from before the platform lost sight of the cluster. */
  protected readonly old = computed(() => ['unreachable', 'disabled'].includes(this.cluster().state) && this.cluster().facts.version !== null);
  private readonly capacity = computed(() => this.cluster().facts.capacity);
  protected readonly nodes = computed(() => nodesText(this.cluster().facts.nodes));
  protected readonly lacking = computed(() => { const nodes = this.cluster().facts.nodes; return nodes !== null && nodes.ready < nodes.total; });
  protected readonly cpu = computed(() => this.number((this.capacity()?.cpuMillis ?? NaN) / 1_000));
  protected readonly memory = computed(() => { const bytes = this.capacity()?.memoryBytes; return bytes === undefined ? '–' : memoryText(bytes, this.texts.language()); });
  protected readonly pods = computed(() => this.number(this.capacity()?.pods ?? NaN));
  protected readonly strip = computed(() => stripSpans(this.t, this.spans()));

  private number(value: number): string {
    return Number.isNaN(value) ? '–' : new Intl.NumberFormat(this.texts.language(), { maximumFractionDigits: 1 }).format(value);
  }
}
