import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { PageHeader } from '../../ui/page-header/page-header';
import { Forbidden } from '../../ui/state/states';
import { type Tab, Tabs } from '../../ui/tabs/tabs';
import { PeopleList } from './people-list';
import { RoleList } from './role-list';

/** Who may sign in, and what the roles let them do. A tab that the person may not read is not there. */
@Component({
  selector: 'hk-users-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Forbidden, PageHeader, PeopleList, RoleList, Tabs],
  template: `
    @if (tabs().length === 0) {
      <hk-page-header [title]="t('menu.users')" /><div class="hk-panel"><hk-forbidden /></div>
    } @else {
      @if (shown() === 'people') { <hk-people-list><hk-tabs [tabs]="tabs()" active="people" (activeChange)="tab.set($event)" [label]="t('menu.users')" /></hk-people-list> }
      @else { <hk-role-list><hk-tabs [tabs]="tabs()" active="roles" (activeChange)="tab.set($event)" [label]="t('menu.users')" /></hk-role-list> }
    }`,
})
export class UsersPage {
  protected readonly t = injectTranslate();
  private readonly session = inject(Session);
  protected readonly tab = urlParam('tab', 'people', { history: true });
  protected readonly tabs = computed<readonly Tab[]>(() => [
    ...(this.session.may('users', 'read') ? [{ key: 'people', label: 'users.people' }] : []),
    ...(this.session.may('roles', 'read') ? [{ key: 'roles', label: 'users.roles' }] : []),
  ]);
  protected readonly shown = computed(() => (this.tabs().find(({ key }) => key === this.tab()) ?? this.tabs()[0])?.key);
}
