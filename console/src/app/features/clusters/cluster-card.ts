import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClusterSummary } from '@hyperkuber/contracts';
import { Texts } from '../../i18n/texts';
import { Age } from '../../ui/age/age';
import { StatusMark } from '../../ui/status/status-mark';
import { capacityText, nodesText, statusCell } from './cluster-words';
import { EnvironmentChip } from './environment-chip';

/** One cluster of the list as a card: name, state, and the few numbers by which one knows it. */
@Component({
  selector: 'hk-cluster-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, EnvironmentChip, RouterLink, StatusMark],
  host: { '[class.production]': "cluster().environment === 'production'" },
  template: `
    @let one = cluster();
    <div class="top"><a class="hk-cut" [routerLink]="['/clusters', one.id]" [title]="one.name">{{ one.name }}</a><hk-environment [environment]="one.environment" /></div>
    <hk-status [status]="state().status" [word]="state().word" [reason]="state().reason" />
    <dl>
      <div><dt>{{ t('clusters.version') }}</dt><dd>{{ one.facts.version ?? '–' }}</dd></div>
      <div><dt>{{ t('clusters.nodes') }}</dt><dd class="hk-number">{{ nodes() }}</dd></div>
      <div class="wide"><dt>{{ t('clusters.capacity') }}</dt><dd class="hk-number">{{ capacity() }}</dd></div>
    </dl>
    <p class="hk-small hk-third">{{ t('clusterMode.' + one.mode) }} · {{ t('clusters.checked') }} <hk-age [at]="one.checkedAt" form="ago" /></p>`,
  styles: `
    :host { position: relative; display: grid; gap: 8px; min-width: 0; padding: 14px 16px 12px; overflow: hidden; border: 1px solid var(--hk-line); border-radius: var(--hk-radius-panel); background: var(--hk-surface); }
    :host(:hover) { border-color: var(--hk-line-strong); }
    :host(.production)::before { content: ''; position: absolute; inset: 0 0 auto; height: 3px; background: var(--hk-production); }
    .top { display: flex; align-items: center; gap: 8px; justify-content: space-between; min-width: 0; }
    a { color: var(--hk-text); font-size: 14px; font-weight: 600; }
    /* The whole card opens the cluster; the link is its name and its focus. */
    a::after { content: ''; position: absolute; inset: 0; border-radius: var(--hk-radius-panel); }
    a:focus-visible { outline: none; }
    a:focus-visible::after { outline: 2px solid var(--hk-accent); outline-offset: -2px; }
    hk-environment { flex: none; }
    dl { display: grid; grid-template-columns: auto auto minmax(0, 1fr); gap: 4px 20px; }
    dt { color: var(--hk-text-3); font-size: 12px; line-height: 16px; }
    dd { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }`,
})
export class ClusterCard {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  readonly cluster = input.required<ClusterSummary>();
  protected readonly state = computed(() => statusCell(this.t, this.cluster()));
  protected readonly nodes = computed(() => nodesText(this.cluster().facts.nodes));
  protected readonly capacity = computed(() => capacityText(this.cluster().facts.capacity, this.texts.language()));
}
