import { ChangeDetectionStrategy, Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { injectTranslate } from '../i18n/texts';
import { PageTitle } from '../i18n/page-title';
import { Icon } from '../ui/icon/icon';
import { useShortcuts } from '../ui/keyboard/shortcuts';
import { ProgressTray } from '../ui/tasks/progress-tray';
import { Viewport } from '../ui/viewport/viewport';
import { Areas } from './areas';
import { BottomBar } from './bottom-bar';
import { KeyHelp } from './key-help/key-help';
import { MENU } from './menu';
import { Palette } from './palette/palette';
import { Rail } from './rail';
import { TopBar } from './top-bar';

@Component({
  selector: 'hk-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BottomBar, Icon, ProgressTray, Rail, RouterLink, RouterOutlet, TopBar],
  template: `
    <a class="skip" href="#main" (click)="skip($event)">{{ t('shell.skip') }}</a>
    @if (!narrow()) { <hk-rail /> }
    <div class="column">
      <hk-top-bar />
      <main #main id="main" tabindex="-1">
        @if (crumbs().length > 0) {
          <nav class="crumbs" [attr.aria-label]="t('shell.crumbs')"><ol>@for (crumb of crumbs(); track crumb.link) { <li><a [routerLink]="crumb.link">{{ crumb.text }}</a><hk-icon name="chevron-right" [size]="14" /></li> }<li aria-current="page" class="hk-cut">{{ title.object() }}</li></ol></nav>
        }
        <router-outlet />
      </main>
      @if (narrow()) { <hk-bottom-bar /> }
    </div>
    <hk-progress-tray />`,
  styles: `
    :host { display: flex; height: 100dvh; }
    .column { display: flex; flex-direction: column; flex: 1; min-width: 0; }
    main { position: relative; display: flex; flex-direction: column; flex: 1; min-height: 0; padding: 16px 24px 24px; overflow: auto; outline: none; }
    .crumbs { margin-bottom: 8px; font-size: 12px; line-height: 16px; }
    ol { display: flex; align-items: center; gap: 4px; min-width: 0; }
    li { display: flex; align-items: center; gap: 4px; color: var(--hk-text-2); }
    li hk-icon { color: var(--hk-text-3); }
    .skip { position: fixed; z-index: 1200; top: 8px; left: 8px; padding: 6px 12px; border-radius: 6px; background: var(--hk-accent); color: var(--hk-on-accent); transform: translateY(-200%); }
    .skip:focus { transform: none; }
    @media (max-width: 720px) { main { padding: 12px; } }`,
})
export class Shell {
  protected readonly t = injectTranslate();
  protected readonly narrow = inject(Viewport).narrow;
  protected readonly title = inject(PageTitle);
  private readonly areas = inject(Areas);
  private readonly router = inject(Router);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly crumbs = computed(() => {
    const area = this.areas.current();
    if (this.title.object() === '' || area === null) return [];
    return [{ text: this.t(area.label), link: area.link }, ...this.title.parents()];
  });

  constructor() {
    const [palette, help] = [inject(Palette), inject(KeyHelp)];
    useShortcuts(
      { keys: 'Mod+k', label: 'keys.search', group: 'general', run: () => palette.open() },
      { keys: '?', label: 'keys.help', group: 'general', run: () => help.open() },
      ...MENU.map((area) => ({ keys: `g ${area.go}`, label: area.label, group: 'go' as const, run: () => void this.router.navigateByUrl(area.link), when: () => this.areas.offered().includes(area) })),
    );
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
