import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Preferences } from '../../session/preferences';

/** The frame of the pages before one is signed in. */
@Component({
  selector: 'hk-entrance',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <div class="mark"><svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true"><rect width="32" height="32" rx="7" fill="var(--hk-accent)" /><g fill="none" stroke="var(--hk-on-accent)" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round"><path d="M16 6.5 24.2 11v9.6L16 25.5 7.8 20.6V11z" /><path d="M7.8 11 16 15.6 24.2 11M16 15.6v9.9" /></g></svg><strong>HyperKuber</strong></div>
      <section class="hk-panel"><h1>{{ title() }}</h1>@if (text()) { <p class="hk-second">{{ text() }}</p> }<ng-content /></section>
      <button type="button" class="hk-button hk-button-quiet" [attr.lang]="preferences.language() === 'zh' ? 'en' : 'zh-CN'" (click)="change()">{{ preferences.language() === 'zh' ? 'English' : '中文' }}</button>
    </main>`,
  styles: `
    main { display: grid; justify-items: center; align-content: center; gap: 20px; min-height: 100dvh; padding: 24px 16px; }
    .mark { display: flex; align-items: center; gap: 12px; font-size: 20px; line-height: 28px; letter-spacing: -0.01em; }
    strong { font-weight: 600; }
    section { display: grid; gap: 16px; width: min(400px, 100%); padding: 24px; }
    p { margin-top: -10px; }`,
})
export class Entrance {
  protected readonly preferences = inject(Preferences);
  readonly title = input.required<string>();
  readonly text = input('');

  protected change(): void {
    this.preferences.language.update((language) => (language === 'zh' ? 'en' : 'zh'));
  }
}
