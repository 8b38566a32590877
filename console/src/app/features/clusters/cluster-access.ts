import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ClusterDetail, ProbePermission, ProbeReport } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { Age } from '../../ui/age/age';
import { Fact, Facts } from '../../ui/facts/facts';
import { Icon } from '../../ui/icon/icon';
import { Empty } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { warningWords } from './cluster-words';
import { CredentialExpiry } from './credential-expiry';

const kindOf = ({ group, resource }: ProbePermission): string => (group === '' || group === '*' ? resource : `${resource}.${group}`);

/** Who the platform is in the cluster, until when, and what the cluster lets it do. */
@Component({
  selector: 'hk-cluster-access',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, CredentialExpiry, Empty, Fact, Facts, Icon, StatusMark],
  template: `
    @let credential = cluster().credential;
    <section class="hk-panel">
      <h2>{{ t('clusters.credential') }}@if (mayRotate()) { <button type="button" class="hk-button hk-button-small" (click)="rotate.emit()"><hk-icon name="key-round" [size]="14" />{{ t('clusters.rotate') }}</button> }</h2>
      <dl hkFacts>
        <div hkFact [label]="t('credential.kind')">{{ t('credential.' + credential.kind) }}</div>
        <div hkFact [label]="t('clusters.validity')"><hk-credential-expiry [at]="credential.expiresAt" /></div>
        <div hkFact [label]="t('clusters.given')"><hk-age [at]="credential.createdAt" form="ago" /> · {{ t('clusters.credentialVersion', { version: credential.version }) }}</div>
        <div hkFact [label]="t('clusters.identity')"><span class="hk-mono">{{ report()?.identity ?? '–' }}</span></div>
        <div hkFact class="wide" [label]="t('clusters.fingerprint')"><span class="hk-mono">{{ credential.fingerprint }}</span></div>
        <div hkFact class="wide" [label]="t('clusters.modeLong')">{{ t('clusterMode.' + cluster().mode) }}<span class="hk-small hk-second text">{{ t('clusterModeText.' + cluster().mode) }}</span></div>
      </dl>
      @for (warning of warnings(); track warning.code) { <p class="warning"><hk-icon name="triangle-alert" /><span>{{ warning.text }}</span></p> }
    </section>
    <section class="hk-panel">
      <h2>{{ t('clusters.permissions') }}</h2>
      @if (permissions().length > 0) {
        <div class="scroll"><table>
          <thead><tr><th scope="col">{{ t('clusters.resource') }}</th><th scope="col">{{ t('clusters.verb') }}</th><th scope="col">{{ t('clusters.verdict') }}</th></tr></thead>
          <tbody>@for (one of permissions(); track one.key) { <tr><td class="hk-mono">{{ one.resource }}</td><td class="hk-mono">{{ one.verb }}</td><td><hk-status [status]="one.allowed ? 'ok' : 'unknown'" [word]="t(one.allowed ? 'clusters.allowed' : 'clusters.denied')" /></td></tr> }</tbody>
        </table></div>
      } @else {
        <hk-empty icon="shield" [title]="t('clusters.notAsked')" [text]="t(mayProbe() ? 'clusters.notAskedText' : 'clusters.notAskedNoRight')">@if (mayProbe()) { <button type="button" class="hk-button" [attr.aria-disabled]="probing()" (click)="probe.emit()"><hk-icon name="refresh-cw" />{{ probing() ? t('clusters.checking') : t('clusters.probe') }}</button> }</hk-empty>
      }
    </section>`,
  styles: `
    :host { display: grid; gap: 12px; min-width: 0; }
    section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 12px 16px 16px; min-width: 0; }
    h2 { display: flex; align-items: center; justify-content: space-between; gap: 8px; font-size: 14px; line-height: 24px; }
    .text { display: block; max-width: 72ch; }
    .wide { grid-column: 1 / -1; }
    .warning { display: flex; gap: 8px; padding: 8px 12px; border-radius: var(--hk-radius); background: var(--hk-warning-ground); }
    .warning hk-icon { margin-top: 2px; color: var(--hk-warning); }
    table { width: 100%; max-width: 880px; border-collapse: collapse; }
    th { padding: 0 12px 4px 0; color: var(--hk-text-2); font-size: 12px; font-weight: 500; text-align: start; }
    td { height: 32px; padding: 0 12px 0 0; border-top: 1px solid var(--hk-line); overflow-wrap: anywhere; }`,
})
export class ClusterAccess {
  protected readonly t = injectTranslate();
  readonly cluster = input.required<ClusterDetail>();
  readonly report = input<ProbeReport | null>(null);
  readonly probing = input(false);
  readonly mayProbe = input(false);
  readonly mayRotate = input(false);
  readonly probe = output();
  readonly rotate = output();
  protected readonly warnings = computed(() => (this.report()?.warnings ?? []).map((warning) => ({ code: warning.code, text: warningWords(this.t, warning) })));
  protected readonly permissions = computed(() => (this.report()?.permissions ?? []).map((one) => ({
    key: `${one.verb} ${kindOf(one)}`, allowed: one.allowed,
    verb: one.verb === '*' ? this.t('clusters.anything') : one.verb, resource: one.resource === '*' ? this.t('clusters.anything') : kindOf(one),
  })));
}
