import { ChangeDetectionStrategy, Component, effect, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Texts } from './i18n/texts';
import { Preferences } from './session/preferences';
import { Toasts } from './ui/toast/toasts';

@Component({
  selector: 'hk-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, Toasts],
  template: `<router-outlet /><hk-toasts />`,
})
export class App {
  private readonly preferences = inject(Preferences);
  private readonly texts = inject(Texts);

  constructor() {
    effect(() => void this.texts.use(this.preferences.language()));
  }
}
