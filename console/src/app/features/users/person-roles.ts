import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { ClusterSummary, RoleSummary, UserSummary } from '@hyperkuber/contracts';
import { load } from '../../api/load';
import { type Problem, toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Confirm } from '../../ui/confirm/confirm';
import { Field, Input } from '../../ui/field/field';
import { textOf } from '../../ui/form/draft';
import { Icon } from '../../ui/icon/icon';
import { ProblemNote } from '../../ui/state/problem-note';
import { ToastBox } from '../../ui/toast/toast-box';
import { UserApi } from './user-api';
import { boundRole, placeName, problemWords, roleName, roleText } from './user-words';

type Bound = UserSummary['roles'][number];

/** The roles of a person: where they hold, another one given, one taken away. */
@Component({
  selector: 'hk-person-roles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, Input, ProblemNote],
  template: `
    <h3>{{ t('users.roles') }}</h3>
    @if (person().roles.length === 0) { <p class="hk-second">{{ t('users.needsRole') }}</p> } @else {
      <ul>
        @for (bound of person().roles; track bound.bindingId) {
          <li><div class="hk-cut"><strong>{{ name(bound) }}</strong><span class="hk-small hk-second">{{ place(bound) }}</span></div>
            @if (mayTake(bound)) { <button type="button" class="hk-button hk-button-quiet hk-button-small" [attr.aria-label]="t('users.takeName', { name: whole(bound) })" (click)="take(bound)"><hk-icon name="x" [size]="14" />{{ t('users.take') }}</button> }</li>
        }
      </ul>
    }
    @if (mayGive && person().enabled) {
      <form novalidate (submit)="give($event)">
        <hk-field [label]="t('users.giveRole')" [hint]="roleHint()">
          <select hkInput (change)="roleId.set(text($event))"><option value="" [selected]="roleId() === ''">{{ t('users.chooseRole') }}</option>@for (role of givable(); track role.id) { <option [value]="role.id" [selected]="role.id === roleId()">{{ nameOf(role.id) }}</option> }</select>
        </hk-field>
        @if (onCluster()) {
          <hk-field [label]="t('users.onCluster')" [fault]="clusters().length === 0 ? t('users.noCluster') : null">
            <select hkInput (change)="clusterId.set(text($event))"><option value="" [selected]="clusterId() === ''">{{ t('users.chooseCluster') }}</option>@for (cluster of possible(); track cluster.id) { <option [value]="cluster.id" [selected]="cluster.id === clusterId()">{{ cluster.name }} · {{ t('environment.' + cluster.environment) }}</option> }</select>
          </hk-field>
        }
        @if (roleId() !== '') { <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="busy() || (onCluster() && clusterId() === '')">{{ t('users.giveDo', { role: nameOf(roleId()) }) }}</button> }
      </form>
    }
    <hk-problem-note [problem]="problem()" [text]="words()" />`,
  styles: `
    :host { display: grid; gap: 8px; min-width: 0; }
    ul { border: 1px solid var(--hk-line); border-radius: var(--hk-radius); }
    li { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 8px 6px 12px; border-bottom: 1px solid var(--hk-line); }
    li:last-child { border-bottom: 0; }
    li div { display: grid; }
    li strong { font-weight: 500; }
    form { display: grid; gap: 12px; margin-top: 8px; }
    form button { justify-self: start; }`,
})
export class PersonRoles {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(UserApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(ToastBox);
  protected readonly mayGive = this.session.may('bindings', 'create') && this.session.may('roles', 'read');
  readonly person = input.required<UserSummary>();
  readonly clusters = input.required<readonly ClusterSummary[]>();
  readonly changed = output();
  private readonly roles = load<readonly RoleSummary[], true>(() => (this.mayGive ? true : undefined), () => this.api.roles(), []);
  /** A role for the whole platform asks for the right on the whole platform. */
  protected readonly givable = computed(() => this.roles.value().filter(({ scopes }) => scopes.includes('cluster') || this.everywhere('create')));
  protected readonly roleId = signal('');
  protected readonly clusterId = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly words = computed(() => problemWords(this.t, this.problem()));
  protected readonly onCluster = computed(() => this.roles.value().find(({ id }) => id === this.roleId())?.scopes.includes('cluster') === true);
  protected readonly possible = computed(() => this.clusters().filter(({ id }) => this.session.may('bindings', 'create', id)));
  protected readonly roleHint = computed(() => roleText(this.t, this.roleId()));
  private readonly names = computed(() => new Map(this.clusters().map(({ id, name }) => [id, name])));

  protected readonly nameOf = (roleId: string): string => roleName(this.t, roleId);
  protected readonly name = ({ roleId }: Bound): string => roleName(this.t, roleId);
  protected readonly place = ({ clusterId }: Bound): string => placeName(this.t, clusterId, this.names());
  protected readonly whole = (bound: Bound): string => boundRole(this.t, bound, this.names());
  protected readonly mayTake = ({ clusterId }: Bound): boolean => (clusterId === null ? this.everywhere('delete') : this.session.may('bindings', 'delete', clusterId));

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    const [roleId, clusterId] = [this.roleId(), this.clusterId()];
    if (this.busy() || roleId === '' || (this.onCluster() && clusterId === '')) return;
    await this.run(async () => {
      await this.api.give({ userId: this.person().id, roleId, scope: this.onCluster() ? { kind: 'cluster', clusterId } : { kind: 'platform' } });
      this.toasts.show({ text: this.t('users.given', { name: this.person().login, role: this.nameOf(roleId) }), tone: 'ok' });
      this.roleId.set('');
      this.clusterId.set('');
    });
  }

  protected async take(bound: Bound): Promise<void> {
    const [role, name] = [this.whole(bound), this.person().login];
    const agreed = await this.confirm.ask({ title: this.t('users.takeAsk', { role, name }), text: this.t('users.takeText'), action: this.t('users.takeDo', { role }), danger: true });
    if (!agreed) return;
    await this.run(async () => {
      await this.api.take(bound.bindingId);
      this.toasts.show({ text: this.t('users.taken', { name, role }), tone: 'ok' });
    });
  }

  private everywhere(action: string): boolean {
    return this.session.permissions().some((permission) => ['*', 'bindings'].includes(permission.module) && ['*', action].includes(permission.action) && permission.clusterIds === null);
  }

  private async run(act: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await act();
      this.changed.emit();
    } catch (cause) {
      this.problem.set(toProblem(cause));
    } finally {
      this.busy.set(false);
    }
  }
}
