import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { ClusterSummary, ProbeReport as Report } from '@hyperkuber/contracts';
import { type Problem, toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon/icon';
import { SidePanel } from '../../ui/side-panel/side-panel';
import { ToastBox } from '../../ui/toast/toast-box';
import { ClusterApi } from './cluster-api';
import { reportIn } from './cluster-words';
import { credentialOf, type CredentialDraft, EMPTY_CREDENTIAL, missingIn } from './credential-draft';
import { CredentialForm } from './credential-form';
import { EnvironmentChip } from './environment-chip';
import { ProbeReport } from './probe-report';

/** Gives a cluster another credential; until the new one has proved itself nothing changes. */
@Component({
  selector: 'hk-rotate-credential',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CredentialForm, EnvironmentChip, Icon, ProbeReport, SidePanel],
  template: `
    <hk-side-panel [title]="t('clusters.rotateTitle', { name: cluster().name })" (closed)="closed.emit(false)">
      <hk-environment panelActions [environment]="cluster().environment" />
      <form class="hk-stack" novalidate (submit)="replace($event)">
        <p class="note"><hk-icon name="info" /><span>{{ t('clusters.rotateText') }}</span></p>
        <hk-credential-form [draft]="draft()" (draftChange)="change($event)" [problem]="problem()" [contexts]="contexts()" [showMissing]="tried()" />
        @if (report(); as found) { <hk-probe-report [report]="found" /> }
        @if (report()?.state === 'unreachable') { <p class="hk-second">{{ t('clusters.rotateKept') }}</p> }
        <div class="hk-row hk-row-wrap">
          <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="busy() !== null">{{ busy() === 'replace' ? t('clusters.checking') : t('clusters.rotateDo', { name: cluster().name }) }}</button>
          @if (mayTry) { <button type="button" class="hk-button" [attr.aria-disabled]="busy() !== null" (click)="check()">{{ busy() === 'check' ? t('clusters.checking') : t('clusters.checkOnly') }}</button> }
          <button type="button" class="hk-button hk-button-quiet" (click)="closed.emit(false)">{{ t('wizard.cancel') }}</button>
        </div>
      </form>
    </hk-side-panel>`,
  styles: `form { gap: 20px; } .note { display: flex; gap: 8px; padding: 8px 12px; border-radius: var(--hk-radius); background: var(--hk-accent-ground); } .note hk-icon { margin-top: 2px; color: var(--hk-accent); }`,
})
export class RotateCredential {
  protected readonly t = injectTranslate();
  private readonly api = inject(ClusterApi);
  private readonly toasts = inject(ToastBox);
  /** A trial asks for the right to add clusters; the replacement itself proves the credential as well. */
  protected readonly mayTry = inject(Session).may('clusters', 'create');
  readonly cluster = input.required<ClusterSummary>();
  readonly closed = output<boolean>();
  protected readonly draft = signal<CredentialDraft>(EMPTY_CREDENTIAL);
  protected readonly tried = signal(false);
  protected readonly busy = signal<'check' | 'replace' | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  private readonly found = signal<Report | null>(null);
  protected readonly report = computed(() => reportIn(this.problem()) ?? this.found());
  protected readonly contexts = computed(() => this.report()?.contexts ?? []);

  protected change(draft: CredentialDraft): void {
    this.draft.set(draft);
    this.problem.set(null);
  }

  protected check(): Promise<void> {
    return this.run('check', async () => this.found.set(await this.api.tryOut({ credential: credentialOf(this.draft()), mode: this.cluster().mode })));
  }

  protected replace(event: Event): Promise<void> {
    event.preventDefault();
    return this.run('replace', async () => {
      const { credential } = await this.api.rotate(this.cluster().id, credentialOf(this.draft()));
      this.draft.set(EMPTY_CREDENTIAL);
      this.toasts.show({ text: this.t('clusters.rotated', { name: this.cluster().name, version: credential.version }), tone: 'ok' });
      this.closed.emit(true);
    });
  }

  private async run(what: 'check' | 'replace', act: () => Promise<void>): Promise<void> {
    this.tried.set(true);
    if (this.busy() !== null || missingIn(this.draft()).length > 0) return;
    this.busy.set(what);
    this.problem.set(null);
    this.found.set(null);
    try {
      await act();
    } catch (cause) {
      this.problem.set(toProblem(cause));
    } finally {
      this.busy.set(null);
    }
  }
}
