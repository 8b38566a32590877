import { inject, Injectable, signal } from '@angular/core';
import type { PasswordReset, UserSummary } from '@hyperkuber/contracts';
import { toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Confirm, type ConfirmOrder } from '../../ui/confirm/confirm';
import type { RowAction } from '../../ui/table/column';
import { ToastBox } from '../../ui/toast/toast-box';
import { UserApi } from './user-api';
import { problemWords } from './user-words';

/** A link for a new password, and for whom it is. Kept in memory until somebody else is looked at. */
export interface ResetLink extends PasswordReset {
  readonly userId: string;
}

/** What administrators do with people: what is offered, the question before it, and what is said afterwards. */
@Injectable({ providedIn: 'root' })
export class PersonActions {
  private readonly t = injectTranslate();
  private readonly api = inject(UserApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(ToastBox);
  private readonly link = signal<ResetLink | null>(null);

  /** The actions of a row; what the person may not do is not among them. */
  offered(): readonly RowAction<UserSummary>[] {
    const all: readonly (RowAction<UserSummary> & { readonly right: string })[] = [
      { key: 'open', right: 'read', label: 'users.open', icon: 'user' },
      { key: 'reset', right: 'update', label: 'users.reset', icon: 'key-round', when: ({ enabled }) => enabled },
      { key: 'disable', right: 'update', label: 'users.disable', icon: 'pause', when: ({ enabled }) => enabled },
      { key: 'enable', right: 'update', label: 'users.enable', icon: 'play', when: ({ enabled }) => !enabled },
      { key: 'remove', right: 'delete', label: 'users.remove', icon: 'trash-2', danger: true },
    ];
    return all.filter(({ right }) => this.session.may('users', right));
  }

  /** The link that was made for this person, while it is there. */
  linkOf(id: string): ResetLink | null {
    const link = this.link();
    return link?.userId === id ? link : null;
  }

  forgetLink(): void {
    this.link.set(null);
  }

  /** Asks, does it, and says so; resolves to whether something changed. */
  async run(action: string, person: UserSummary): Promise<boolean> {
    const { login: name } = person;
    switch (action) {
      case 'disable': return this.do({ ...this.question(action, person), text: this.own(person) + this.t('users.disableText'), danger: true }, name, 'users.disabledDone', () => this.api.update(person.id, { enabled: false }));
      case 'enable': return this.do({ ...this.question(action, person), text: this.t('users.enableText') }, name, 'users.enabledDone', () => this.api.update(person.id, { enabled: true }));
      case 'reset': return this.do({ ...this.question(action, person), text: this.own(person) + this.t('users.resetText'), danger: true }, name, 'users.resetDone', async () => this.link.set({ ...(await this.api.resetPassword(person.id)), userId: person.id }));
      case 'remove': return this.do({
        ...this.question(action, person), text: this.own(person) + this.t('users.removeText'), danger: true, typed: name,
        items: [this.t('users.removeSessions'), this.t.count('users.removeRoles', person.roles.length)],
      }, name, 'users.removedDone', () => this.api.remove(person.id));
      default: return false;
    }
  }

  private async do(order: ConfirmOrder, name: string, done: string, act: () => Promise<unknown>): Promise<boolean> {
    if (!(await this.confirm.ask(order))) return false;
    try {
      await act();
      this.toasts.show({ text: this.t(done, { name }), tone: 'ok' });
      return true;
    } catch (cause) {
      const problem = toProblem(cause);
      this.toasts.show({ text: problemWords(this.t, problem) || problem.message, tone: 'failing' });
      return false;
    }
  }

  private question(action: string, { login }: UserSummary): Pick<ConfirmOrder, 'title' | 'action'> {
    return { title: this.t(`userAsk.${action}`, { name: login }), action: this.t(`userDo.${action}`, { name: login }) };
  }

  private own({ id }: UserSummary): string {
    return id === this.session.person()?.id ? `${this.t('users.thisIsYou')} ` : '';
  }
}
