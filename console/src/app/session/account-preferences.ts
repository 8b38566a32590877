import { inject, Injectable } from '@angular/core';
import type { Person } from '@hyperkuber/contracts';
import { ApiClient } from '../api/api-client';
import { type Language, Preferences, type Theme } from './preferences';

export interface AccountChoice {
  readonly language?: Language;
  readonly theme?: Theme;
}

/** Language and theme go with the person: chosen here, they hold at once and are kept with the account for every other browser. */
@Injectable({ providedIn: 'root' })
export class AccountPreferences {
  private readonly api = inject(ApiClient);
  private readonly preferences = inject(Preferences);

  /** Takes over what the account says, at sign-in. */
  adopt({ language, theme }: Person): void {
    this.preferences.language.set(language);
    this.preferences.theme.set(theme);
  }

  /** Rejects with a Problem when the account could not keep it; the choice holds in this browser all the same. */
  async choose(choice: AccountChoice): Promise<void> {
    if (choice.language !== undefined) this.preferences.language.set(choice.language);
    if (choice.theme !== undefined) this.preferences.theme.set(choice.theme);
    await this.api.patch<Person>('/profile', choice);
  }
}
