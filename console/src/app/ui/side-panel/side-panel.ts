import { A11yModule } from '@angular/cdk/a11y';
import { afterNextRender, ChangeDetectionStrategy, Component, computed, DestroyRef, DOCUMENT, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';
import { useShortcuts } from '../keyboard/shortcuts';
import { Viewport } from '../viewport/viewport';

/**
 * The panel at the right, a page on a phone. Draw it with `@if` while the address asks for it; it takes the focus, Esc closes it, and the focus goes back.
 * Project the actions with the attribute `panelActions`.
 */
@Component({
  selector: 'hk-side-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [A11yModule, Icon],
  template: `
    <section #panel tabindex="-1" [attr.role]="narrow() ? 'dialog' : 'complementary'" [attr.aria-modal]="narrow() ? 'true' : null" [attr.aria-label]="title()" [cdkTrapFocus]="narrow()" (keydown.escape)="close($event)">
      <header>
        <div class="hk-spacer hk-cut"><h2 class="hk-cut" [title]="title()">{{ title() }}</h2>@if (subtitle()) { <p class="hk-small hk-second hk-cut">{{ subtitle() }}</p> }</div>
        <ng-content select="[panelActions]" />
        <button type="button" class="hk-button hk-button-quiet hk-button-icon" (click)="closed.emit()" [attr.aria-label]="t('panel.close')"><hk-icon name="x" /></button>
      </header>
      <div class="body"><ng-content /></div>
    </section>`,
  styles: `
    section { position: fixed; z-index: 500; top: var(--hk-bar); right: 0; bottom: 0; display: flex; flex-direction: column; width: min(480px, calc(100vw - var(--hk-rail))); background: var(--hk-surface); border-left: 1px solid var(--hk-line); box-shadow: var(--hk-shadow); animation: slide var(--hk-ease-in); outline: none; }
    header { display: flex; align-items: center; gap: 8px; min-height: 56px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--hk-line); }
    .body { flex: 1; min-height: 0; overflow: auto; padding: 16px; }
    @keyframes slide { from { transform: translateX(24px); opacity: 0; } }
    @media (max-width: 720px) { section { top: 0; width: 100vw; border: 0; z-index: 950; } }`,
})
export class SidePanel {
  protected readonly t = injectTranslate();
  protected readonly narrow = inject(Viewport).narrow;
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  readonly title = input.required<string>();
  readonly subtitle = input('');
  readonly closed = output();
  protected readonly element = computed(() => this.panel().nativeElement);

  constructor() {
    const before = inject(DOCUMENT).activeElement;
    afterNextRender(() => this.element().focus({ preventScroll: true }));
    inject(DestroyRef).onDestroy(() => { if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true }); });
    useShortcuts({ keys: 'Escape', label: 'keys.closePanel', group: 'page', run: () => this.closed.emit() });
  }

  protected close(event: Event): void {
    event.preventDefault();
    this.closed.emit();
  }
}
