import { ChangeDetectionStrategy, Component, inject, output, signal } from '@angular/core';
import type { UserSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { CodeBlock } from '../../ui/code-block/code-block';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import { textRules } from '../../ui/form/rules';
import { SidePanel } from '../../ui/side-panel/side-panel';
import { ProblemNote } from '../../ui/state/problem-note';
import { StatusMark } from '../../ui/status/status-mark';
import { newPassword } from './new-password';
import { UserApi } from './user-api';

interface PersonDraft {
  readonly displayName: string;
  readonly login: string;
  readonly password: string;
}

const rules = textRules<PersonDraft>({ displayName: { min: 1, max: 120, trim: true }, login: { min: 2, max: 64, pattern: /^[a-z0-9][a-z0-9._-]*$/ }, password: { min: 12, max: 256 } });

/** Lets a person sign in. A password that is made here is shown once, beside the way to their first role. */
@Component({
  selector: 'hk-create-person',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeBlock, Field, Input, ProblemNote, SidePanel, StatusMark],
  template: `
    <hk-side-panel [title]="t('users.create')" (closed)="closed.emit()">
      @if (made(); as person) {
        <div class="hk-stack" role="status">
          <hk-status status="ok" [word]="t('users.createdDone', { name: person.login })" />
          @if (form.value().password; as password) {
            @if (generated()) { <p>{{ t('users.shownOnce') }}</p><hk-code-block [text]="password" [label]="t('users.password')" [wrap]="true" /> }
          }
          <p class="hk-second">{{ t('users.needsRole') }}</p>
          <div class="hk-row"><button type="button" class="hk-button hk-button-primary" (click)="opened.emit(person.id)">{{ t('users.giveRole') }}</button><button type="button" class="hk-button" (click)="closed.emit()">{{ t('panel.close') }}</button></div>
        </div>
      } @else {
        <form class="hk-stack" novalidate autocomplete="off" (submit)="create($event)">
          <hk-field [label]="t('users.name')" [fault]="form.fault('displayName')"><input hkInput name="person-name" autocomplete="off" [value]="form.value().displayName" (input)="form.patch({ displayName: text($event) })" (blur)="form.touch('displayName')" /></hk-field>
          <hk-field [label]="t('users.login')" [hint]="t('setup.loginHint')" [fault]="taken() || form.fault('login')"><input hkInput class="hk-input-mono" name="person-login" autocomplete="off" autocapitalize="none" spellcheck="false" [value]="form.value().login" (input)="form.patch({ login: text($event) })" (blur)="form.touch('login')" /></hk-field>
          <label class="hk-row"><input type="checkbox" class="hk-check" [checked]="generated()" (change)="generate(!generated())" />{{ t('users.generate') }}</label>
          @if (!generated()) { <hk-field [label]="t('users.password')" [hint]="t('setup.passwordHint')" [fault]="form.fault('password')"><input hkInput type="password" name="person-password" autocomplete="new-password" [value]="form.value().password" (input)="form.patch({ password: text($event) })" (blur)="form.touch('password')" /></hk-field> }
          @if (form.problem()?.code !== 'login-taken') { <hk-problem-note [problem]="form.problem()" /> }
          <div class="hk-row"><button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('users.createDo') }}</button><button type="button" class="hk-button" (click)="closed.emit()">{{ t('wizard.cancel') }}</button></div>
        </form>
      }
    </hk-side-panel>`,
  styles: `.hk-stack { gap: 16px; }`,
})
export class CreatePerson {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(UserApi);
  readonly created = output<UserSummary>();
  /** The new person's id, when their roles are to be seen. */
  readonly opened = output<string>();
  readonly closed = output();
  protected readonly made = signal<UserSummary | null>(null);
  protected readonly generated = signal(true);
  protected readonly form = draft(rules, { displayName: '', login: '', password: newPassword() }, async (order) => {
    const person = await this.api.create(order);
    this.made.set(person);
    this.created.emit(person);
  });

  protected taken(): string {
    return this.form.problem()?.code === 'login-taken' ? this.t('userProblem.login-taken') : '';
  }

  protected generate(on: boolean): void {
    this.generated.set(on);
    this.form.patch({ password: on ? newPassword() : '' });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    await this.form.submit();
  }
}
