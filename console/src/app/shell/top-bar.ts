import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatMenuModule } from '@angular/material/menu';
import { injectTranslate } from '../i18n/texts';
import { AccountPreferences, type AccountChoice } from '../session/account-preferences';
import { LANGUAGES, Preferences, THEMES } from '../session/preferences';
import { Session } from '../session/session';
import { Icon } from '../ui/icon/icon';
import { Palette } from './palette/palette';
import { KeyHelp } from './key-help/key-help';
import { Scope } from '../ui/scope/scope';
import { ToastBox } from '../ui/toast/toast-box';
import { toProblem } from '../api/problem';

/** Where one is at the left, search in the middle, oneself at the right. */
@Component({
  selector: 'hk-top-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatMenuModule, RouterLink],
  host: { role: 'banner', '[class.production]': 'scope.current()?.production === true' },
  templateUrl: './top-bar.html',
  styleUrl: './top-bar.scss',
})
export class TopBar {
  protected readonly t = injectTranslate();
  protected readonly scope = inject(Scope);
  protected readonly session = inject(Session);
  protected readonly preferences = inject(Preferences);
  protected readonly palette = inject(Palette);
  protected readonly help = inject(KeyHelp);
  private readonly router = inject(Router);
  private readonly account = inject(AccountPreferences);
  private readonly toasts = inject(ToastBox);
  protected readonly themes = THEMES.map((theme) => ({ theme, icon: theme === 'light' ? ('sun' as const) : theme === 'dark' ? ('moon' as const) : ('monitor' as const) }));
  protected readonly languages = LANGUAGES.map((language) => ({ language, own: language === 'zh' ? '中文' : 'English' }));
  protected readonly onMac = navigator.platform.startsWith('Mac');

  protected async choose(choice: AccountChoice): Promise<void> {
    try {
      await this.account.choose(choice);
    } catch (cause) {
      this.toasts.show({ text: this.t('profile.notKept', { reason: toProblem(cause).message }), tone: 'failing' });
    }
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut();
    await this.router.navigateByUrl('/sign-in');
  }
}
