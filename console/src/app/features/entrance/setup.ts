import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Session as SessionView, SetupComplete } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { injectTranslate } from '../../i18n/texts';
import { AccountPreferences } from '../../session/account-preferences';
import { Preferences } from '../../session/preferences';
import { Session } from '../../session/session';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import { ProblemNote } from '../../ui/state/problem-note';
import { Entrance } from './entrance';

const tokenIn = (fragment: string): string => new URLSearchParams(fragment.replace(/^#/, '')).get('token') ?? '';

/** The first account, made with the one-time link that the server prints. The token is in the fragment, which no server and no log ever sees. */
@Component({
  selector: 'hk-setup',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Entrance, Field, Input, ProblemNote, RouterLink],
  template: `
    <hk-entrance [title]="t('setup.title')" [text]="token === '' ? t('setup.noToken') : t('setup.text')">
      @if (token === '') {
        <a class="hk-button" routerLink="/sign-in">{{ t('setup.toSignIn') }}</a>
      } @else {
        <form novalidate (submit)="send($event)">
          <hk-field [label]="t('setup.login')" [hint]="t('setup.loginHint')" [fault]="form.fault('login')"><input hkInput name="login" autocomplete="username" autocapitalize="none" spellcheck="false" [value]="form.value().login" (input)="form.patch({ login: text($event) })" (blur)="form.touch('login')" /></hk-field>
          <hk-field [label]="t('setup.displayName')" [fault]="form.fault('displayName')"><input hkInput name="name" autocomplete="name" [value]="form.value().displayName" (input)="form.patch({ displayName: text($event) })" (blur)="form.touch('displayName')" /></hk-field>
          <hk-field [label]="t('setup.password')" [hint]="t('setup.passwordHint')" [fault]="form.fault('password')"><input hkInput type="password" name="password" autocomplete="new-password" [value]="form.value().password" (input)="form.patch({ password: text($event) })" (blur)="form.touch('password')" /></hk-field>
          <hk-problem-note [problem]="form.problem()" [text]="refused()" />
          <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('setup.action') }}</button>
        </form>
      }
    </hk-entrance>`,
  styles: `form { display: grid; gap: 16px; }`,
})
export class Setup {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly account = inject(AccountPreferences);
  private readonly preferences = inject(Preferences);
  protected readonly token = tokenIn(inject(DOCUMENT).location.hash);
  protected readonly form = draft(SetupComplete, { token: this.token, login: 'admin', displayName: '', password: '' }, async (order) => {
    this.session.accept(await this.api.post<SessionView>('/setup', order));
    // The account begins with what this browser shows; if that cannot be kept now, the next choice is.
    await this.account.choose({ language: this.preferences.language(), theme: this.preferences.theme() }).catch(() => undefined);
  });
  protected readonly refused = computed(() => ([401, 403, 404, 409, 410].includes(this.form.problem()?.status ?? 200) ? this.t('setup.refused') : ''));

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (await this.form.submit()) await this.router.navigateByUrl('/', { replaceUrl: true });
  }
}
