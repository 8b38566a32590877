import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApiClient } from '../../api/api-client';
import { injectTranslate } from '../../i18n/texts';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import type { Schema } from '../../ui/form/faults';
import { textRules } from '../../ui/form/rules';
import { ProblemNote } from '../../ui/state/problem-note';
import { Entrance } from './entrance';

interface PasswordDraft {
  readonly newPassword: string;
  readonly again: string;
}

const rules = textRules<PasswordDraft>({ newPassword: { min: 12, max: 256 } });
const schema: Schema<PasswordDraft> = {
  safeParse: (value) => {
    const checked = rules.safeParse(value);
    if (!checked.success || checked.data.newPassword === checked.data.again) return checked;
    return { success: false, error: { issues: [{ code: 'custom', path: ['again'], message: '' }] } };
  },
};

const tokenIn = (fragment: string): string => new URLSearchParams(fragment.replace(/^#/, '')).get('token') ?? '';

/** Where an administrator's one-time link leads: the person chooses a new password. The token is in the fragment, which no server and no log sees. */
@Component({
  selector: 'hk-new-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Entrance, Field, Input, ProblemNote, RouterLink],
  template: `
    <hk-entrance [title]="t('newPassword.title')" [text]="done() ? t('newPassword.done') : token === '' ? t('newPassword.noToken') : t('newPassword.text')">
      @if (done() || token === '') {
        <a class="hk-button" [class.hk-button-primary]="done()" routerLink="/sign-in">{{ t('setup.toSignIn') }}</a>
      } @else {
        <form novalidate (submit)="send($event)">
          <hk-field [label]="t('newPassword.password')" [hint]="t('setup.passwordHint')" [fault]="form.fault('newPassword')"><input hkInput type="password" name="password" autocomplete="new-password" [value]="form.value().newPassword" (input)="form.patch({ newPassword: text($event) })" (blur)="form.touch('newPassword')" /></hk-field>
          <hk-field [label]="t('newPassword.again')" [fault]="form.fault('again') ? t('newPassword.differs') : null"><input hkInput type="password" name="again" autocomplete="new-password" [value]="form.value().again" (input)="form.patch({ again: text($event) })" (blur)="form.touch('again')" /></hk-field>
          <hk-problem-note [problem]="form.problem()" [text]="refused()" />
          <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('newPassword.action') }}</button>
        </form>
      }
    </hk-entrance>`,
  styles: `form { display: grid; gap: 16px; }`,
})
export class NewPassword {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(ApiClient);
  protected readonly token = tokenIn(inject(DOCUMENT).location.hash);
  protected readonly done = signal(false);
  protected readonly form = draft(schema, { newPassword: '', again: '' }, async ({ newPassword }) => { await this.api.post('/password-resets/completions', { token: this.token, newPassword }); });
  protected readonly refused = computed(() => (this.form.problem()?.code === 'link-refused' ? this.t('newPassword.refused') : ''));

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (await this.form.submit()) this.done.set(true);
  }
}
