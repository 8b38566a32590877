import { ChangeDetectionStrategy, Component, DestroyRef, effect, type ElementRef, inject, input, model, viewChildren } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Shortcuts } from '../keyboard/shortcuts';

export interface Tab {
  readonly key: string;
  /** Dictionary key. */
  readonly label: string;
  readonly count?: number | null;
}

/** Tabs of a page, `[(active)]` bound to the address; the keys 1 to 9 choose one. The page draws the content. */
@Component({
  selector: 'hk-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div role="tablist" [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.key; let place = $index) {
        <button #button type="button" role="tab" [attr.aria-selected]="tab.key === active()" [tabindex]="tab.key === active() ? 0 : -1" (click)="active.set(tab.key)" (keydown)="press($event, place)">
          {{ t(tab.label) }}@if (tab.count !== undefined && tab.count !== null) { <span class="count hk-number">{{ tab.count }}</span> }
        </button>
      }
    </div>`,
  styles: `
    :host { display: block; border-bottom: 1px solid var(--hk-line); }
    div { display: flex; gap: 4px; overflow-x: auto; scrollbar-width: none; margin-bottom: -1px; }
    button { display: inline-flex; align-items: center; gap: 6px; min-height: 36px; padding: 0 10px; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--hk-text-2); font: 500 13px/20px var(--hk-sans); white-space: nowrap; cursor: pointer; }
    button:hover { color: var(--hk-text); }
    button:focus-visible { outline-offset: -3px; border-radius: 6px; }
    button[aria-selected='true'] { color: var(--hk-text); border-bottom-color: var(--hk-accent); }
    .count { padding: 0 5px; border-radius: 8px; background: var(--hk-sunken); color: var(--hk-text-2); font-size: 11px; line-height: 16px; }
    @media (max-width: 720px) { button { min-height: 44px; } }`,
})
export class Tabs {
  protected readonly t = injectTranslate();
  private readonly shortcuts = inject(Shortcuts);
  private readonly buttons = viewChildren<ElementRef<HTMLButtonElement>>('button');
  readonly tabs = input.required<readonly Tab[]>();
  readonly active = model.required<string>();
  readonly label = input('');

  constructor() {
    let unregister = (): void => undefined;
    effect(() => {
      unregister();
      unregister = this.shortcuts.register(...this.tabs().slice(0, 9).map((tab, place) => ({ keys: String(place + 1), label: tab.label, group: 'page' as const, run: (): void => this.active.set(tab.key) })));
    });
    inject(DestroyRef).onDestroy(() => unregister());
  }

  protected press(event: KeyboardEvent, place: number): void {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (move === 0) return;
    event.preventDefault();
    const next = (place + move + this.tabs().length) % this.tabs().length;
    const tab = this.tabs()[next];
    if (tab !== undefined) this.active.set(tab.key);
    this.buttons()[next]?.nativeElement.focus();
  }
}
