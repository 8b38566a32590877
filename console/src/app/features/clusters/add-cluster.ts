import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ProbeReport as Report } from '@hyperkuber/contracts';
import { type Problem, toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { PageTitle } from '../../i18n/page-title';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { ProblemNote } from '../../ui/state/problem-note';
import { Forbidden, Skeleton } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { ToastBox } from '../../ui/toast/toast-box';
import { Wizard, type WizardStep } from '../../ui/wizard/wizard';
import { ClusterApi } from './cluster-api';
import { problemWords, reportIn } from './cluster-words';
import { credentialOf, type CredentialDraft, EMPTY_CREDENTIAL, missingIn, suggestedName } from './credential-draft';
import { CredentialForm } from './credential-form';
import { detailsSchema, EMPTY_DETAILS } from './details-draft';
import { DetailsForm } from './details-form';
import { ProbeReport } from './probe-report';

const STEPS = ['credential', 'check', 'details'] as const;
type Step = (typeof STEPS)[number];

const works = (report: Report | null): boolean => report !== null && (report.state === 'healthy' || report.state === 'degraded');

/** Adds a cluster in three steps: the credential, a look at what it opens, and what the cluster is called here. */
@Component({
  selector: 'hk-add-cluster',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CredentialForm, DetailsForm, Field, Forbidden, Icon, Input, PageHeader, ProbeReport, ProblemNote, RouterLink, Skeleton, StatusMark, Wizard],
  templateUrl: './add-cluster.html',
  styles: `
    hk-wizard { flex: 1; }
    h2 { margin-bottom: 4px; }
    .lead { margin-bottom: 16px; max-width: 72ch; color: var(--hk-text-2); }
    .below { margin-top: 16px; }
    .context { max-width: 360px; margin-bottom: 16px; }
    hk-skeleton { padding: 12px; border: 1px solid var(--hk-line); border-radius: var(--hk-radius-panel); background: var(--hk-surface); }`,
})
export class AddCluster {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(ClusterApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastBox);
  protected readonly mayAdd = inject(Session).may('clusters', 'create');
  private readonly wanted = urlParam('step', 'credential', { history: true });
  protected readonly credential = signal<CredentialDraft>(EMPTY_CREDENTIAL);
  protected readonly tried = signal(false);
  protected readonly checking = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly report = signal<Report | null>(null);
  /** Stays while the file is the same, so that another context can be chosen. */
  protected readonly contexts = signal<readonly string[]>([]);
  private trial = 0;

  protected readonly details = draft(detailsSchema, EMPTY_DETAILS, async (details) => {
    const cluster = await this.api.register({ ...details, credential: credentialOf(this.credential()) });
    this.toasts.show({ text: this.t('clusters.registered', { name: cluster.name }), tone: 'ok' });
    await this.router.navigate(['/clusters', cluster.id]);
  });
  protected readonly refused = computed(() => reportIn(this.details.problem()));
  protected readonly refusal = computed(() => problemWords(this.t, this.details.problem()));
  /** Where the cluster is already, when it is registered under another name. */
  protected readonly other = computed(() => {
    const problem = this.details.problem();
    const { clusterId, name } = problem?.code === 'cluster-already-registered' ? problem.facts : {};
    return typeof clusterId === 'string' && typeof name === 'string' ? { id: clusterId, name } : null;
  });

  /** A step further than the input allows is the last one that it does: nothing typed survives a reload. */
  protected readonly step = computed<Step>(() => {
    const step = STEPS.find((each) => each === this.wanted()) ?? 'credential';
    if (missingIn(this.credential()).length > 0) return 'credential';
    return step === 'details' && !works(this.report()) ? 'check' : step;
  });
  protected readonly steps = computed<readonly WizardStep[]>(() => {
    const unusable = this.problem() !== null;
    const checked = this.report() === null ? 'open' : works(this.report()) ? 'done' : 'faulty';
    return [
      { key: 'credential', label: 'clusters.stepCredential', state: unusable ? 'faulty' : missingIn(this.credential()).length === 0 ? 'done' : 'open' },
      { key: 'check', label: 'clusters.stepCheck', state: checked },
      { key: 'details', label: 'clusters.stepDetails', state: this.details.problem() === null ? 'open' : 'faulty' },
    ];
  });
  protected readonly action = computed(() => this.t('clusters.addDo', { name: this.details.value().name }));

  constructor() {
    inject(PageTitle).name(this.t('clusters.add'));
  }

  protected change(draft: CredentialDraft): void {
    if (draft.kubeconfig !== this.credential().kubeconfig) this.contexts.set([]);
    this.credential.set(draft);
    this.problem.set(null);
    this.report.set(null);
    this.trial += 1; // An answer that is still on its way is about something else now.
    this.checking.set(false);
  }

  protected async go(key: string): Promise<void> {
    const step = STEPS.find((each) => each === key);
    if (step === undefined) return;
    this.tried.set(this.tried() || step !== 'credential');
    if (step === 'credential' || missingIn(this.credential()).length > 0) {
      this.wanted.set('credential');
      return;
    }
    if (this.report() === null) await this.check();
    else this.wanted.set('check');
    if (step !== 'details' || !works(this.report())) return;
    if (this.details.value().name === '') this.details.patch({ name: suggestedName(this.credential(), this.contexts()) });
    this.wanted.set('details');
  }

  protected async check(): Promise<void> {
    if (this.checking()) return;
    const trial = ++this.trial;
    this.checking.set(true);
    this.problem.set(null);
    this.report.set(null);
    this.wanted.set('check');
    const { report, problem } = await this.tryOut();
    if (trial !== this.trial) return;
    this.checking.set(false);
    this.report.set(report);
    this.problem.set(problem);
    if (report !== null) this.contexts.set(report.contexts);
    if (problem !== null) this.wanted.set('credential');
  }

  protected async choose(context: string): Promise<void> {
    this.change({ ...this.credential(), context });
    await this.check();
  }

  protected finish(): void {
    void this.details.submit();
  }

  protected leave(): void {
    void this.router.navigate(['/clusters']);
  }

  private async tryOut(): Promise<{ readonly report: Report | null; readonly problem: Problem | null }> {
    try {
      return { report: await this.api.tryOut({ credential: credentialOf(this.credential()), mode: this.details.value().mode }), problem: null };
    } catch (cause) {
      return { report: null, problem: toProblem(cause) };
    }
  }
}
