import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatMenuModule } from '@angular/material/menu';
import { injectTranslate } from '../i18n/texts';
import { Icon } from '../ui/icon/icon';
import { Areas } from './areas';

const PLACES = 5;

/** The menu of a phone: up to five areas under the thumb, the rest under More. */
@Component({
  selector: 'hk-bottom-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatMenuModule, RouterLink],
  template: `
    <nav [attr.aria-label]="t('shell.menu')">
      @for (area of first(); track area.key) { <a [routerLink]="area.link" [attr.aria-current]="area === areas.current() ? 'page' : null"><hk-icon [name]="area.icon" [size]="20" /><span>{{ t(area.label) }}</span></a> }
      @if (rest().length > 0) {
        <button type="button" [matMenuTriggerFor]="more"><hk-icon name="ellipsis" [size]="20" /><span>{{ t('shell.more') }}</span></button>
        <mat-menu #more="matMenu">@for (area of rest(); track area.key) { <a mat-menu-item [routerLink]="area.link"><span class="hk-row"><hk-icon [name]="area.icon" />{{ t(area.label) }}</span></a> }</mat-menu>
      }
    </nav>`,
  styles: `
    nav { display: flex; height: var(--hk-bottom); background: var(--hk-surface); border-top: 1px solid var(--hk-line); }
    nav > a, nav > button { flex: 1 1 0; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; min-width: 0; padding: 0 2px; border: 0; background: none; color: var(--hk-text-2); font: 500 11px/14px var(--hk-sans); }
    nav > a:hover { text-decoration: none; }
    nav span { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    nav > [aria-current] { color: var(--hk-accent); box-shadow: inset 0 2px var(--hk-accent); }
    :focus-visible { outline-offset: -3px; }`,
})
export class BottomBar {
  protected readonly t = injectTranslate();
  protected readonly areas = inject(Areas);
  protected readonly first = computed(() => (this.areas.offered().length <= PLACES ? this.areas.offered() : this.areas.offered().slice(0, PLACES - 1)));
  protected readonly rest = computed(() => this.areas.offered().slice(this.first().length));
}
