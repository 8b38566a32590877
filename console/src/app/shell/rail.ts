import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTranslate } from '../i18n/texts';
import { Preferences } from '../session/preferences';
import { Icon } from '../ui/icon/icon';
import { Areas } from './areas';

/** The menu at the left: 56 px with the icon over the word, or 200 px. */
@Component({
  selector: 'hk-rail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  host: { '[class.open]': 'open()' },
  template: `
    <nav [attr.aria-label]="t('shell.menu')">
      <a class="mark" routerLink="/" [attr.aria-label]="t('shell.toHome')"><svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><rect width="32" height="32" rx="7" fill="var(--hk-accent)" /><g fill="none" stroke="var(--hk-on-accent)" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round"><path d="M16 6.5 24.2 11v9.6L16 25.5 7.8 20.6V11z" /><path d="M7.8 11 16 15.6 24.2 11M16 15.6v9.9" /></g></svg>@if (open()) { <strong>HyperKuber</strong> }</a>
      <ul>
        @for (area of areas.offered(); track area.key) {
          @if (area.group; as group) { <li class="group">@if (open()) { {{ t(group) }} } @else { <hr /> }</li> }
          <li><a class="area" [routerLink]="area.link" [attr.aria-current]="area === areas.current() ? 'page' : null"><hk-icon [name]="area.icon" [size]="20" /><span>{{ t(area.label) }}</span></a></li>
        }
      </ul>
      <button type="button" class="area fold" (click)="toggle()" [attr.aria-expanded]="open()" [attr.aria-label]="open() ? t('shell.fold') : t('shell.unfold')" [title]="open() ? t('shell.fold') : t('shell.unfold')"><hk-icon [name]="open() ? 'panel-left-close' : 'panel-left-open'" [size]="20" />@if (open()) { <span>{{ t('shell.fold') }}</span> }</button>
    </nav>`,
  styleUrl: './rail.scss',
})
export class Rail {
  protected readonly t = injectTranslate();
  protected readonly areas = inject(Areas);
  private readonly preferences = inject(Preferences);
  protected readonly open = computed(() => this.preferences.railOpen() === 'open');

  protected toggle(): void {
    this.preferences.railOpen.set(this.open() ? 'closed' : 'open');
  }
}
