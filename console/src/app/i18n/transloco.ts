import { type EnvironmentProviders, inject, Injectable, isDevMode, makeEnvironmentProviders, provideAppInitializer } from '@angular/core';
import { provideTransloco, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { LANGUAGES, Preferences } from '../session/preferences';
import { Texts } from './texts';

/** The dictionaries are lazy chunks with a hash in the name: cached for ever, and never out of step with the code. */
@Injectable({ providedIn: 'root' })
export class DictionaryLoader implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    return (language === 'zh' ? await import('../../../public/i18n/zh.json') : await import('../../../public/i18n/en.json')).default;
  }
}

/** Texts in two languages; nothing is drawn before the first dictionary is there. */
export const provideTexts = (): EnvironmentProviders => makeEnvironmentProviders([
  provideTransloco({
    config: { availableLangs: [...LANGUAGES], defaultLang: 'en', prodMode: !isDevMode(), missingHandler: { useFallbackTranslation: false, logMissingKey: true } },
    loader: DictionaryLoader,
  }),
  provideAppInitializer(() => inject(Texts).use(inject(Preferences).language())),
]);
