import { afterNextRender, ChangeDetectionStrategy, Component, computed, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { SetupStatus } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { type Problem, toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { ownPath } from '../../session/session.guard';
import { Field, Input } from '../../ui/field/field';
import { ProblemNote } from '../../ui/state/problem-note';
import { Entrance } from './entrance';

@Component({
  selector: 'hk-sign-in',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Entrance, Field, Input, ProblemNote],
  template: `
    <hk-entrance [title]="t('signIn.title')" [text]="ended() ? t('signIn.ended') : ''">
      @if (setup.value().required) { <p class="setup" role="status">{{ t('signIn.setupRequired') }}</p> }
      <form novalidate (submit)="send($event)">
        <hk-field [label]="t('signIn.login')"><input #login hkInput name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required /></hk-field>
        <hk-field [label]="t('signIn.password')"><input #password hkInput type="password" name="password" autocomplete="current-password" required /></hk-field>
        <hk-problem-note [problem]="problem()" [text]="words()" />
        <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="busy()">{{ busy() ? t('signIn.busy') : t('signIn.action') }}</button>
      </form>
    </hk-entrance>`,
  styles: `form { display: grid; gap: 16px; } .setup { padding: 8px 12px; border-radius: 6px; background: var(--hk-accent-ground); }`,
})
export class SignIn {
  protected readonly t = injectTranslate();
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly api = inject(ApiClient);
  private readonly login = viewChild.required<ElementRef<HTMLInputElement>>('login');
  private readonly password = viewChild.required<ElementRef<HTMLInputElement>>('password');
  /** Where to go afterwards. */
  readonly return = input<string>();
  /** Set when the person was signed in until just now. */
  readonly ended = input<string>();
  protected readonly setup = load(() => true, () => this.api.get<SetupStatus>('/setup'), { required: false });
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly words = computed(() => (this.problem()?.status === 401 ? this.t('signIn.refused') : ''));

  constructor() {
    afterNextRender(() => this.login().nativeElement.focus());
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const [login, password] = [this.login().nativeElement.value.trim(), this.password().nativeElement.value];
    if (this.busy() || login === '' || password === '') return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.session.signIn(login, password);
      await this.router.navigateByUrl(ownPath(this.return() ?? null));
    } catch (cause) {
      this.problem.set(toProblem(cause));
      this.password().nativeElement.select();
    } finally {
      this.busy.set(false);
    }
  }
}
