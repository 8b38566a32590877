import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { PageHeader } from '../../ui/page-header/page-header';
import { type Tab, Tabs } from '../../ui/tabs/tabs';
import { OwnPassword } from './own-password';
import { OwnSettings } from './own-settings';
import { TokenList } from './token-list';

const TABS: readonly Tab[] = ['settings', 'password', 'tokens'].map((key) => ({ key, label: `profileTab.${key}` }));

/** One's own account: name, language and theme, password, personal tokens. */
@Component({
  selector: 'hk-profile-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OwnPassword, OwnSettings, PageHeader, Tabs, TokenList],
  template: `
    <hk-page-header [title]="t('profile.title')"><ng-container ngProjectAs="[state]">{{ session.person()?.displayName }} · <span class="hk-mono">{{ session.person()?.login }}</span></ng-container></hk-page-header>
    <hk-tabs [tabs]="tabs" [active]="shown()" (activeChange)="tab.set($event)" [label]="t('profile.title')" />
    @switch (shown()) {
      @case ('password') { <hk-own-password /> }
      @case ('tokens') { <hk-token-list /> }
      @default { <hk-own-settings /> }
    }`,
})
export class ProfilePage {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  protected readonly tabs = TABS;
  protected readonly tab = urlParam('tab', 'settings', { history: true });
  protected readonly shown = computed(() => (TABS.some(({ key }) => key === this.tab()) ? this.tab() : 'settings'));
}
