import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { PageHeader } from '../../ui/page-header/page-header';
import { Empty } from '../../ui/state/states';

@Component({
  selector: 'hk-home',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Empty, PageHeader],
  template: `<hk-page-header [title]="greeting()" /><hk-empty icon="server" [title]="t('home.empty')" [text]="t('home.emptyText')" />`,
})
export class Home {
  protected readonly t = injectTranslate();
  private readonly session = inject(Session);
  protected readonly greeting = computed(() => this.t('home.title', { name: this.session.person()?.displayName ?? '' }));
}
