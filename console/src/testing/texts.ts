import { type EnvironmentProviders, inject, makeEnvironmentProviders, provideAppInitializer, provideZonelessChangeDetection } from '@angular/core';
import { provideTransloco, TranslocoService } from '@jsverse/transloco';
import en from '../../public/i18n/en.json' with { type: 'json' };

/** The English texts, loaded at once, and change detection as in the application. */
export const provideTestTexts = (): EnvironmentProviders => makeEnvironmentProviders([
  provideZonelessChangeDetection(),
  provideTransloco({ config: { availableLangs: ['en', 'zh'], defaultLang: 'en', prodMode: true }, loader: class { getTranslation(): Promise<Record<string, string>> { return Promise.resolve(en); } } }),
  provideAppInitializer(() => { inject(TranslocoService).setTranslation(en, 'en'); }),
]);
