import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, linkedSignal, resource, signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../../ui/icon/icon';
import type { PaletteItem } from '../../ui/palette/sources';
import { Palette } from './palette';

const PER_GROUP = 6;

interface Group {
  readonly key: string;
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

@Component({
  selector: 'hk-palette-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <label id="hk-palette-label" class="hk-hidden" for="hk-palette-input">{{ t('palette.open') }}</label>
    <div class="field"><hk-icon name="search" [size]="20" /><input #field id="hk-palette-input" type="text" role="combobox" autocomplete="off" spellcheck="false" aria-expanded="true" aria-controls="hk-palette-list" [attr.aria-activedescendant]="active() === null ? null : 'hk-palette-' + active()" [placeholder]="t('palette.hint')" [value]="text()" (input)="text.set(field.value)" (keydown)="press($event)" /></div>
    <div id="hk-palette-list" role="listbox" [attr.aria-label]="t('palette.results')">
      @for (group of groups(); track group.key) {
        <div role="group" [attr.aria-label]="t(group.label)">
          <div class="caption" aria-hidden="true">{{ t(group.label) }}</div>
          @for (item of group.items; track item.id) {
            @let id = group.key + '-' + item.id;
            <button type="button" tabindex="-1" role="option" class="item" [id]="'hk-palette-' + id" [attr.aria-selected]="active() === id" (click)="go(item)" (pointermove)="active.set(id)"><hk-icon [name]="item.icon" /><span class="hk-cut">{{ item.title }}</span><span class="hk-spacer"></span><span class="hint hk-cut">{{ item.hint }}</span></button>
          }
        </div>
      }
    </div>
    @if (groups().length === 0 && !found.isLoading()) { <p class="none hk-second" role="status">{{ t('palette.none', { text: text() }) }}</p> }
    <footer class="hk-small hk-third"><span><kbd>↑</kbd> <kbd>↓</kbd> {{ t('palette.move') }}</span><span><kbd>Enter</kbd> {{ t('palette.go') }}</span><span><kbd>Esc</kbd> {{ t('palette.close') }}</span></footer>`,
  styles: `
    .field { display: flex; align-items: center; gap: 10px; padding: 0 16px; border-bottom: 1px solid var(--hk-line); color: var(--hk-text-3); }
    input { flex: 1; min-width: 0; height: 48px; border: 0; background: none; color: var(--hk-text); font: 400 16px/24px var(--hk-sans); outline: none; }
    input::placeholder { color: var(--hk-text-3); opacity: 1; }
    [role='listbox'] { max-height: 50vh; overflow: auto; padding: 4px; }
    .caption { padding: 8px 12px 4px; color: var(--hk-text-3); font-size: 12px; line-height: 16px; }
    .item { display: flex; align-items: center; gap: 10px; width: 100%; min-height: 36px; padding: 0 12px; border: 0; border-radius: 6px; background: none; color: var(--hk-text); font: 400 13px/20px var(--hk-sans); text-align: left; cursor: pointer; }
    .item[aria-selected='true'] { background: var(--hk-accent-ground); }
    .hint { color: var(--hk-text-3); font-size: 12px; }
    .none { padding: 16px; }
    footer { display: flex; gap: 16px; padding: 8px 16px; border-top: 1px solid var(--hk-line); }
    @media (max-width: 720px) { footer { display: none; } .item { min-height: 44px; } }`,
})
export class PaletteDialog {
  protected readonly t = injectTranslate();
  private readonly palette = inject(Palette);
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<PaletteDialog>>(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly text = signal('');
  protected readonly found = resource({ params: () => ({ text: this.text().trim() }), loader: ({ params }) => this.search(params.text) });
  // The last results stay until the next ones are there: an empty moment between two letters would flicker.
  protected readonly groups = linkedSignal<readonly Group[] | null, readonly Group[]>({
    source: () => (this.found.hasValue() ? this.found.value() : null),
    computation: (next, previous) => next ?? previous?.value ?? [],
  });
  private readonly ids = computed(() => this.groups().flatMap((group) => group.items.map((item) => ({ id: `${group.key}-${item.id}`, item }))));
  protected readonly active = linkedSignal(() => this.ids()[0]?.id ?? null);

  protected press(event: KeyboardEvent): void {
    const at = this.ids().findIndex(({ id }) => id === this.active());
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      const next = this.ids()[(at + move + this.ids().length) % this.ids().length];
      this.active.set(next?.id ?? null);
      if (next !== undefined) this.host.nativeElement.querySelector(`#${CSS.escape(`hk-palette-${next.id}`)}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      const chosen = this.ids()[at];
      if (chosen !== undefined) this.go(chosen.item);
    }
  }

  protected go(item: PaletteItem): void {
    this.dialog.close();
    void this.router.navigateByUrl(item.link);
  }

  /** A source that fails is left out; the others still answer. */
  private async search(text: string): Promise<readonly Group[]> {
    const sources = await this.palette.sources();
    const answers = await Promise.allSettled(sources.map(async ({ key, label, search }) => ({ key, label, items: (await search(text)).slice(0, PER_GROUP) })));
    return answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.items.length > 0 ? [answer.value] : []));
  }
}
