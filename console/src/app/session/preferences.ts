import { DOCUMENT, effect, inject, Injectable, signal, type WritableSignal } from '@angular/core';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ['compact', 'normal', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined => allowed.find((each) => each === value);

/** What a person sets about the console itself. Kept in the browser, so that the sign-in page already speaks their language. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly document = inject(DOCUMENT);
  readonly language = this.choice('language', LANGUAGES, this.document.defaultView?.navigator.language.startsWith('zh') === true ? 'zh' : 'en');
  readonly theme = this.choice('theme', THEMES, 'system');
  readonly density = this.choice('density', DENSITIES, 'normal');
  readonly railOpen = this.choice('rail', ['open', 'closed'] as const, 'closed');

  constructor() {
    effect(() => this.document.documentElement.setAttribute('data-theme', this.theme()));
    effect(() => this.document.documentElement.setAttribute('lang', this.language() === 'zh' ? 'zh-CN' : 'en'));
  }

  /** A kept list of words, for example the hidden columns of one table; null when nothing was chosen yet. */
  readList(name: string): string[] | null {
    const kept = this.read(name);
    return kept === null ? null : kept.split(',').filter((word) => word !== '');
  }

  writeList(name: string, words: readonly string[]): void {
    this.write(name, words.join(','));
  }

  private choice<T extends string>(name: string, allowed: readonly T[], fallback: T): WritableSignal<T> {
    const value = signal<T>(oneOf(allowed, this.read(name)) ?? fallback);
    effect(() => this.write(name, value()));
    return value;
  }

  private read(name: string): string | null {
    try {
      return this.document.defaultView?.localStorage.getItem(`hk.${name}`) ?? null;
    } catch {
      return null; // Storage is forbidden in some private windows; the defaults then hold.
    }
  }

  private write(name: string, value: string): void {
    try {
      this.document.defaultView?.localStorage.setItem(`hk.${name}`, value);
    } catch {
      // As above: the choice then lives as long as the page.
    }
  }
}
