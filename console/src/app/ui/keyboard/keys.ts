export interface Shortcut {
  /** `/`, `?`, `x`, `g c` (one after the other) or `Mod+k` (Ctrl, on a Mac the command key). */
  readonly keys: string;
  /** Dictionary key of what it does, for the help. */
  readonly label: string;
  readonly group: 'general' | 'go' | 'list' | 'page';
  readonly run: () => void;
  /** Whether it answers now; a shortcut that does not lets an earlier one of the same keys answer. */
  readonly when?: () => boolean;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The name of a pressed key in the words of `Shortcut.keys`; null for one that belongs to the browser. */
export const keyName = (event: Pressed): string | null => {
  if (event.altKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Mod+${key}` : key;
};

export type KeyStep = { readonly kind: 'run'; readonly shortcut: Shortcut } | { readonly kind: 'wait'; readonly prefix: string } | { readonly kind: 'none' };

/** What a key means after `prefix` (empty: nothing pressed before). The latest registered wins, so a page overrides the shell. */
export const stepKeys = (shortcuts: readonly Shortcut[], prefix: string, key: string): KeyStep => {
  const typed = prefix === '' ? key : `${prefix} ${key}`;
  const ready = shortcuts.filter((shortcut) => shortcut.when === undefined || shortcut.when());
  const found = ready.findLast((shortcut) => shortcut.keys === typed);
  if (found !== undefined) return { kind: 'run', shortcut: found };
  if (ready.some((shortcut) => shortcut.keys.startsWith(`${typed} `))) return { kind: 'wait', prefix: typed };
  return prefix === '' ? { kind: 'none' } : stepKeys(shortcuts, '', key);
};
