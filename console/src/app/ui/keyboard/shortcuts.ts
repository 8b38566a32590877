import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { keyName, type Shortcut, stepKeys } from './keys';

const SEQUENCE_MS = 1_200;
const EDITABLE = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], .monaco-editor, [role=menu], [role=listbox]';
const MODAL = '.cdk-overlay-container [role=dialog], .cdk-overlay-container [role=menu], [aria-modal=true]';

/** The keyboard map of the page: parts register what they answer to, and the help shows what is registered now. */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly registered = signal<readonly Shortcut[]>([]);
  private prefix = '';
  private pressedAt = 0;

  readonly all = this.registered.asReadonly();

  constructor() {
    this.document.addEventListener('keydown', (event) => this.press(event));
  }

  /** Registers until the returned function is called. */
  register(...shortcuts: readonly Shortcut[]): () => void {
    this.registered.update((all) => [...all, ...shortcuts]);
    return () => this.registered.update((all) => all.filter((each) => !shortcuts.includes(each)));
  }

  private press(event: KeyboardEvent): void {
    const name = keyName(event);
    if (name === null || event.defaultPrevented || event.isComposing || !this.isFree(event, name)) return;
    const prefix = event.timeStamp - this.pressedAt < SEQUENCE_MS ? this.prefix : '';
    const step = stepKeys(this.registered(), prefix, name);
    this.prefix = step.kind === 'wait' ? step.prefix : '';
    this.pressedAt = event.timeStamp;
    if (step.kind !== 'run') return;
    event.preventDefault();
    step.shortcut.run();
  }

  /** A letter typed into a field is text, and behind an open dialog nothing may happen. */
  private isFree(event: KeyboardEvent, name: string): boolean {
    if (this.document.querySelector(MODAL) !== null) return false;
    return name.startsWith('Mod+') || !(event.target instanceof Element && event.target.closest(EDITABLE) !== null);
  }
}

/** Registers for as long as the calling component lives. */
export const useShortcuts = (...shortcuts: readonly Shortcut[]): void => {
  inject(DestroyRef).onDestroy(inject(Shortcuts).register(...shortcuts));
};
