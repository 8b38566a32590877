import { inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export type TextParameters = Readonly<Record<string, string | number>>;

/** `t('area.key', { name })`; inside a template or a `computed` it follows the language. */
export interface Translate {
  (key: string, parameters?: TextParameters): string;
  /** The `.one` or `.other` form of the key, with `count` written in the language's own way. */
  readonly count: (key: string, count: number, parameters?: TextParameters) => string;
}

@Injectable({ providedIn: 'root' })
export class Texts {
  private readonly transloco = inject(TranslocoService);
  private readonly shown = signal(this.transloco.getActiveLang());

  /** The language of the texts on the screen. */
  readonly language = this.shown.asReadonly();
  readonly translate: Translate = Object.assign(
    (key: string, parameters?: TextParameters) => this.read(key, parameters),
    { count: (key: string, count: number, parameters?: TextParameters) => this.readCount(key, count, parameters) },
  );

  /** Loads the dictionary first and changes then, so that no key is ever seen. */
  async use(language: string): Promise<void> {
    await firstValueFrom(this.transloco.load(language));
    this.transloco.setActiveLang(language);
    this.shown.set(language);
  }

  private read(key: string, parameters?: TextParameters): string {
    return this.transloco.translate(key, parameters, this.shown());
  }

  private readCount(key: string, count: number, parameters?: TextParameters): string {
    const form = new Intl.PluralRules(this.shown()).select(count) === 'one' ? 'one' : 'other';
    return this.read(`${key}.${form}`, { ...parameters, count: new Intl.NumberFormat(this.shown()).format(count) });
  }
}

export const injectTranslate = (): Translate => inject(Texts).translate;
