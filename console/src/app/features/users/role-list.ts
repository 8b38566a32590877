import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { load } from '../../api/load';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Chip } from '../../ui/chip/chip';
import { PageHeader } from '../../ui/page-header/page-header';
import { Failed, Forbidden, Skeleton } from '../../ui/state/states';
import { UserApi } from './user-api';
import { roleName, roleText } from './user-words';

/** The roles, what each lets one do, where it can be given, and who holds it. */
@Component({
  selector: 'hk-role-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Chip, Failed, Forbidden, PageHeader, Skeleton],
  template: `
    <hk-page-header [title]="t('menu.users')"><ng-container ngProjectAs="[state]">{{ t('users.rolesLead') }}</ng-container></hk-page-header>
    <ng-content />
    <div class="hk-panel">
      @switch (roles.state()) {
        @case ('loading') { <hk-skeleton [lines]="5" /> }
        @case ('forbidden') { <hk-forbidden [problem]="roles.problem()" /> }
        @case ('failed') { <hk-failed [problem]="roles.problem()" (retry)="roles.reload()" /> }
        @case ('ready') {
          <ul [attr.aria-label]="t('users.roles')">
            @for (role of lines(); track role.id) {
              <li>
                <div><h2>{{ role.name }}</h2><code class="hk-third">{{ role.id }}</code></div>
                <p>{{ role.text }}</p>
                <div class="hk-row hk-row-wrap"><hk-chip [icon]="role.onCluster ? 'server' : 'globe'" [value]="t(role.onCluster ? 'users.perCluster' : 'users.platform')" />@if (mayPeople) { <span class="hk-second">{{ role.holders.length === 0 ? t('users.nobody') : role.holders.join(', ') }}</span> }</div>
              </li>
            }
          </ul>
        }
      }
    </div>`,
  styles: `
    :host { display: flex; flex-direction: column; flex: 1; gap: 12px; min-width: 0; }
    hk-skeleton { padding: 16px; }
    li { display: grid; grid-template-columns: 200px minmax(0, 1fr) minmax(0, 1fr); gap: 4px 24px; align-items: start; padding: 12px 16px; border-bottom: 1px solid var(--hk-line); }
    li:last-child { border-bottom: 0; }
    h2 { font-size: 14px; line-height: 20px; }
    @media (max-width: 900px) { li { grid-template-columns: minmax(0, 1fr); } }`,
})
export class RoleList {
  protected readonly t = injectTranslate();
  private readonly api = inject(UserApi);
  protected readonly mayPeople = inject(Session).may('users', 'read');
  protected readonly roles = load(() => true, () => this.api.roles(), []);
  private readonly people = load(() => (this.mayPeople ? true : undefined), () => this.api.people(), []);
  protected readonly lines = computed(() => this.roles.value().map(({ id, scopes }) => ({
    id, name: roleName(this.t, id), text: roleText(this.t, id), onCluster: scopes.includes('cluster'),
    holders: this.people.value().filter(({ roles }) => roles.some(({ roleId }) => roleId === id)).map(({ login }) => login),
  })));
}
