import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { ClusterDetail } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { textOf } from '../../ui/form/draft';
import { Input } from '../../ui/field/field';
import { Empty } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';

/** Functions of the console that lean on an API group, as a dictionary key and the group. */
const KNOWN = [
  { key: 'apps', group: 'apps' }, { key: 'batch', group: 'batch' }, { key: 'autoscaling', group: 'autoscaling' }, { key: 'policy', group: 'policy' }, { key: 'rbac', group: 'rbac.authorization.k8s.io' },
  { key: 'ingress', group: 'networking.k8s.io' }, { key: 'gateway', group: 'gateway.networking.k8s.io' }, { key: 'metrics', group: 'metrics.k8s.io' }, { key: 'crd', group: 'apiextensions.k8s.io' },
  { key: 'snapshots', group: 'snapshot.storage.k8s.io' }, { key: 'monitoring', group: 'monitoring.coreos.com' }, { key: 'certificates', group: 'cert-manager.io' },
] as const;

/** What a cluster can do: the functions that its API groups bring, and the groups themselves. */
@Component({
  selector: 'hk-cluster-capabilities',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Empty, Input, StatusMark],
  template: `
    @if (groups().length === 0) { <div class="hk-panel"><hk-empty icon="layers" [title]="t('clusters.noGroups')" [text]="t('clusters.noGroupsText')" /></div> } @else {
      <section class="hk-panel">
        <h2>{{ t('clusters.functions') }}</h2>
        <ul class="known">@for (one of known(); track one.key) { <li><hk-status [status]="one.there ? 'ok' : 'unknown'" [word]="t('capability.' + one.key)" /><span class="hk-small hk-third">{{ one.there ? one.group : t('clusters.notInstalled') }}</span></li> }</ul>
      </section>
      <section class="hk-panel">
        <h2>{{ t('clusters.apiGroups') }} <span class="hk-third hk-number">{{ shown().length }}</span></h2>
        <input hkInput type="search" class="find" autocomplete="off" spellcheck="false" [attr.aria-label]="t('clusters.findGroup')" [placeholder]="t('clusters.findGroup')" [value]="query()" (input)="query.set(text($event))" />
        @if (shown().length === 0) { <p class="hk-second">{{ t('table.noMatch') }}</p> }
        <ul class="groups">@for (group of shown(); track group) { <li class="hk-mono">{{ group }}</li> }</ul>
      </section>
    }`,
  styles: `
    :host { display: grid; gap: 12px; min-width: 0; }
    section { display: grid; gap: 12px; padding: 12px 16px 16px; }
    h2 { font-size: 14px; line-height: 24px; }
    .known { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); gap: 12px 24px; }
    .known li { display: grid; }
    .known hk-status { color: var(--hk-text); }
    .known span { padding-left: 20px; overflow-wrap: anywhere; }
    .find { max-width: 360px; }
    .groups { columns: 260px auto; column-gap: 24px; }
    .groups li { padding: 2px 0; line-height: 20px; break-inside: avoid; overflow-wrap: anywhere; }`,
})
export class ClusterCapabilities {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  readonly cluster = input.required<ClusterDetail>();
  protected readonly query = signal('');
  protected readonly groups = computed(() => this.cluster().facts.apiGroups.toSorted());
  protected readonly shown = computed(() => this.groups().filter((group) => group.includes(this.query().trim().toLowerCase())));
  protected readonly known = computed(() => KNOWN.map(({ key, group }) => ({ key, group, there: this.groups().includes(group) })));
}
