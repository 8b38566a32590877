import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ProbeReport as Report, ProbeStep } from '@hyperkuber/contracts';
import { Texts } from '../../i18n/texts';
import { instantText } from '../../ui/age/age-text';
import { Icon } from '../../ui/icon/icon';
import { StatusMark } from '../../ui/status/status-mark';
import type { Status } from '../../ui/status/status';
import { adviceWords, faultWords, nodesText, STATUS_OF, stateWord, warningWords } from './cluster-words';

const MARK: Readonly<Record<ProbeStep['outcome'], Status>> = { ok: 'ok', failed: 'failing', skipped: 'unknown' };
const FINGERPRINT = /(?:[0-9A-F]{2}:){15,}[0-9A-F]{2}/;
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/;

/** What a look at a cluster found, step by step, in words, and what to do about what went wrong. */
@Component({
  selector: 'hk-probe-report',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, StatusMark],
  templateUrl: './probe-report.html',
  styleUrl: './probe-report.scss',
})
export class ProbeReport {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  readonly report = input.required<Report>();
  protected readonly status = computed(() => STATUS_OF[this.report().state]);
  protected readonly word = computed(() => stateWord(this.t, this.report().state));
  protected readonly fault = computed(() => faultWords(this.t, this.report()));
  protected readonly advice = computed(() => (this.report().state === 'healthy' ? this.t('clusters.accepted') : adviceWords(this.t, this.report().code)));
  protected readonly steps = computed(() => {
    const { steps, code } = this.report();
    return steps.map((step) => ({
      key: step.step, mark: step.outcome === 'failed' && this.report().state === 'degraded' ? ('warning' as const) : MARK[step.outcome], name: this.t(`clusterStep.${step.step}`),
      found: step.outcome === 'ok' ? this.foundBy(step) : step.outcome === 'skipped' ? this.t('clusters.skipped') : faultWords(this.t, step),
      // The verdict above has said it already.
      advice: step.outcome === 'failed' && step.code !== code ? adviceWords(this.t, step.code) : '',
      detail: step.outcome === 'failed' ? step.detail : '',
    }));
  });
  protected readonly warnings = computed(() => this.report().warnings.map((warning) => ({ code: warning.code, text: warningWords(this.t, warning), detail: this.factIn(warning.detail) })));

  /** The fingerprint or the date in the server's sentence, which no words for a code can have. */
  private factIn(detail: string): string {
    const instant = INSTANT.exec(detail)?.[0];
    return instant === undefined ? (FINGERPRINT.exec(detail)?.[0] ?? '') : instantText(this.texts.language(), instant);
  }

  private foundBy({ step, detail }: ProbeStep): string {
    const { facts, identity, permissions } = this.report();
    switch (step) {
      case 'version': return this.versionWords();
      case 'identity': return identity ?? '';
      case 'discovery': return this.t.count('clusters.groups', facts.apiGroups.length);
      case 'nodes': return this.t('clusters.readyNodes', { nodes: nodesText(facts.nodes) });
      case 'permissions': return this.t('clusters.allowedOf', { allowed: permissions.filter(({ allowed }) => allowed).length, total: permissions.length });
      case 'cluster-id': return this.t('clusters.recognised');
      case 'connection': return detail;
    }
  }

  private versionWords(): string {
    const { facts, latencyMs } = this.report();
    return [facts.version ?? '', latencyMs === null ? '' : `${latencyMs} ms`].filter((part) => part !== '').join(' · ');
  }
}
