import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import type { Schema } from '../../ui/form/faults';
import { textRules } from '../../ui/form/rules';
import { ProblemNote } from '../../ui/state/problem-note';
import { StatusMark } from '../../ui/status/status-mark';
import { ProfileApi } from './profile-api';

interface PasswordDraft {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly again: string;
}

const EMPTY: PasswordDraft = { currentPassword: '', newPassword: '', again: '' };
const rules = textRules<PasswordDraft>({ currentPassword: { min: 1, max: 256 }, newPassword: { min: 12, max: 256 } });
const schema: Schema<PasswordDraft> = {
  safeParse: (value) => {
    const checked = rules.safeParse(value);
    if (!checked.success || checked.data.newPassword === checked.data.again) return checked;
    return { success: false, error: { issues: [{ code: 'custom', path: ['again'], message: '' }] } };
  },
};

/** Another password; the person's other sessions end with it. */
@Component({
  selector: 'hk-own-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Input, ProblemNote, StatusMark],
  template: `
    <section class="hk-panel">
      @if (done()) { <p role="status"><hk-status status="ok" [word]="t('profile.passwordChanged')" /></p> } @else {
      <form novalidate (submit)="change($event)">
        <p class="hk-second">{{ t('profile.passwordText') }}</p>
        <hk-field [label]="t('profile.current')" [fault]="form.fault('currentPassword')"><input hkInput type="password" name="current" autocomplete="current-password" [value]="form.value().currentPassword" (input)="form.patch({ currentPassword: text($event) })" (blur)="form.touch('currentPassword')" /></hk-field>
        <hk-field [label]="t('newPassword.password')" [hint]="t('setup.passwordHint')" [fault]="form.fault('newPassword')"><input hkInput type="password" name="new" autocomplete="new-password" [value]="form.value().newPassword" (input)="form.patch({ newPassword: text($event) })" (blur)="form.touch('newPassword')" /></hk-field>
        <hk-field [label]="t('newPassword.again')" [fault]="form.fault('again') ? t('newPassword.differs') : null"><input hkInput type="password" name="again" autocomplete="new-password" [value]="form.value().again" (input)="form.patch({ again: text($event) })" (blur)="form.touch('again')" /></hk-field>
        <label class="hk-row"><input type="checkbox" class="hk-check" [checked]="revoke()" (change)="revoke.set(!revoke())" />{{ t('profile.revokeAll') }}</label>
        <hk-problem-note [problem]="form.problem()" [text]="words()" />
        <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('profile.changePassword') }}</button>
      </form>
      }
    </section>`,
  styles: `:host { display: block; max-width: 440px; } section { padding: 16px; } form { display: grid; gap: 16px; } button { justify-self: start; }`,
})
export class OwnPassword {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(ProfileApi);
  protected readonly revoke = signal(false);
  protected readonly done = signal(false);
  protected readonly form = draft(schema, EMPTY, ({ currentPassword, newPassword }) => this.api.changePassword({ currentPassword, newPassword, revokeTokens: this.revoke() }));
  protected readonly words = computed(() => (this.form.problem()?.code === 'sign-in-refused' ? this.t('profile.wrongPassword') : ''));

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    if (await this.form.submit()) this.done.set(true);
  }
}
