import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatDialogModule } from '@angular/material/dialog';
import { injectTranslate } from '../../i18n/texts';
import type { Shortcut } from '../../ui/keyboard/keys';
import { Shortcuts } from '../../ui/keyboard/shortcuts';

const GROUPS = ['general', 'go', 'list', 'page'] as const;
/** What focused rows answer to by themselves. */
const LIST_KEYS = [{ keys: 'Enter', label: 'keys.open' }];

const unique = (shortcuts: readonly Pick<Shortcut, 'keys' | 'label'>[]) => [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];

@Component({
  selector: 'hk-key-help-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ t('keys.title') }}</h2>
    <mat-dialog-content>
      @for (group of groups(); track group.key) {
        <section><h3>{{ t('keys.group.' + group.key) }}</h3>
          <dl>@for (shortcut of group.shortcuts; track shortcut.keys) { <div><dt>{{ t(shortcut.label) }}</dt><dd>@for (key of parts(shortcut.keys); track $index) { <kbd>{{ key }}</kbd> }</dd></div> }</dl>
        </section>
      }
    </mat-dialog-content>
    <mat-dialog-actions><button type="button" class="hk-button" mat-dialog-close cdkFocusInitial>{{ t('keys.close') }}</button></mat-dialog-actions>`,
  styles: `
    section + section { margin-top: 16px; }
    h3 { margin-bottom: 4px; color: var(--hk-text-3); font-size: 12px; line-height: 16px; font-weight: 500; }
    dl > div { display: flex; justify-content: space-between; gap: 16px; padding: 4px 0; }
    dd { display: flex; gap: 4px; }`,
})
export class KeyHelpDialog {
  protected readonly t = injectTranslate();
  private readonly shortcuts = inject(Shortcuts);
  protected readonly groups = computed(() => GROUPS.map((key) => {
    const own = this.shortcuts.all().filter((shortcut) => shortcut.group === key);
    return { key, shortcuts: unique(key === 'list' && own.length > 0 ? [...own, ...LIST_KEYS] : own) };
  }).filter((group) => group.shortcuts.length > 0));

  protected parts(keys: string): readonly string[] {
    return keys.split(/[ +]/).map((key) => (key === 'Mod' ? (navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key));
  }
}
