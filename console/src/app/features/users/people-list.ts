import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { UserSummary } from '@hyperkuber/contracts';
import { load } from '../../api/load';
import { Texts } from '../../i18n/texts';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { Now } from '../../ui/age/now';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { Empty } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { CellTemplate } from '../../ui/table/cell';
import type { Column } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { CreatePerson } from './create-person';
import { PersonActions } from './person-actions';
import { PersonPanel } from './person-panel';
import { UserApi } from './user-api';
import { boundRole, personState } from './user-words';

/** Everybody who may sign in, with their roles; a person opens beside the list. */
@Component({
  selector: 'hk-people-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CellTemplate, CreatePerson, DataTable, Empty, Icon, PageHeader, PersonPanel, StatusMark],
  template: `
    <hk-page-header [title]="t('menu.users')" [count]="people.state() === 'ready' ? people.value().length : null">
      @if (people.state() === 'ready') { <ng-container ngProjectAs="[state]"><hk-status [status]="summary().status" [word]="summary().word" /></ng-container> }
      @if (mayCreate) { <button actions type="button" class="hk-button hk-button-primary" (click)="panel.set('new')"><hk-icon name="user-plus" />{{ t('users.create') }}</button> }
    </hk-page-header>
    <ng-content />
    <hk-data-table name="people" [label]="t('users.people')" [columns]="columns()" [rows]="people.value()" [rowId]="rowId" [state]="people.state()" [problem]="people.problem()" [actions]="offered" [(query)]="query" [(sort)]="sort"
      [opened]="panel()" (open)="panel.set($event.id)" (act)="act($event.action, $event.rows)" (retry)="people.reload()">
      <hk-empty empty icon="users" [title]="t('users.none')" />
      <ng-template hkCell="roles" let-row>@if (row.roles.length === 0) { <span class="hk-third">{{ t('users.noRole') }}</span> } @else { <span class="hk-cut" [title]="roles(row)">{{ roles(row) }}</span> }</ng-template>
    </hk-data-table>
    @if (panel() === 'new' && mayCreate) { <hk-create-person (created)="people.reload()" (opened)="panel.set($event)" (closed)="panel.set('')" /> }
    @if (opened(); as person) { <hk-person-panel [person]="person" [clusters]="clusters.value()" [link]="actions.linkOf(person.id)" (changed)="people.reload()" (closed)="close()" (act)="act($event, [person])" /> }`,
  styles: `:host { display: flex; flex-direction: column; flex: 1; gap: 12px; min-width: 0; --hk-table-offset: 256px; }`,
})
export class PeopleList {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  private readonly api = inject(UserApi);
  private readonly now = inject(Now);
  private readonly session = inject(Session);
  protected readonly actions = inject(PersonActions);
  protected readonly mayCreate = this.session.may('users', 'create');
  protected readonly offered = this.actions.offered();
  protected readonly query = urlParam('q');
  protected readonly sort = urlParam('sort');
  /** The id of the person who is open, or `new`. */
  protected readonly panel = urlParam('person', '', { history: true });
  protected readonly people = load(() => true, () => this.api.people(), []);
  protected readonly clusters = load(() => (this.session.may('clusters', 'read') ? true : undefined), () => this.api.clusters(), []);
  private readonly names = computed(() => new Map(this.clusters.value().map(({ id, name }) => [id, name])));
  protected readonly opened = computed(() => this.people.value().find(({ id }) => id === this.panel()) ?? null);
  protected readonly rowId = ({ id }: UserSummary): string => id;
  protected readonly roles = (person: UserSummary): string => person.roles.map((role) => boundRole(this.t, role, this.names())).join(', ');
  protected readonly columns = computed<readonly Column<UserSummary>[]>(() => [
    { key: 'name', label: 'users.name', kind: 'text', value: ({ displayName }) => displayName, narrow: 'first' },
    { key: 'login', label: 'users.login', width: '16%', kind: 'text', mono: true, value: ({ login }) => login, narrow: 'second' },
    { key: 'status', label: 'users.state', width: '18%', kind: 'status', value: (person) => personState(this.t, person, this.now.ms()), narrow: 'first' },
    { key: 'roles', label: 'users.roles', width: '34%', kind: 'custom', value: this.roles, narrow: 'second' },
    { key: 'seen', label: 'users.lastSignIn', width: '120px', kind: 'age', value: ({ lastSignInAt }) => lastSignInAt },
    { key: 'created', label: 'users.createdAt', width: '96px', kind: 'age', value: ({ createdAt }) => createdAt, optional: true },
  ]);
  protected readonly summary = computed(() => {
    const people = this.people.value();
    const roleless = people.filter(({ enabled, roles }) => enabled && roles.length === 0).length;
    const active = people.filter(({ enabled }) => enabled).length;
    return roleless > 0 ? { status: 'warning' as const, word: this.t.count('users.roleless', roleless) } : { status: 'ok' as const, word: this.t.count('users.mayIn', active) };
  });

  /** The link of a reset is shown once: whoever closes the panel has taken it. */
  protected close(): void {
    this.actions.forgetLink();
    this.panel.set('');
  }

  protected async act(action: string, [person]: readonly UserSummary[]): Promise<void> {
    if (person === undefined) return;
    if (action === 'open') this.panel.set(person.id);
    if (action === 'open' || !(await this.actions.run(action, person))) return;
    if (action === 'remove') this.panel.set('');
    // The link of a reset is shown in the panel.
    if (action === 'reset') this.panel.set(person.id);
    this.people.reload();
  }
}
