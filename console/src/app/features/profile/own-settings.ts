import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { AccountPreferences } from '../../session/account-preferences';
import { DENSITIES, LANGUAGES, Preferences, THEMES } from '../../session/preferences';
import { Session } from '../../session/session';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import { textRules } from '../../ui/form/rules';
import { ProblemNote } from '../../ui/state/problem-note';
import { ToastBox } from '../../ui/toast/toast-box';
import { ProfileApi } from './profile-api';

const rules = textRules<{ readonly displayName: string }>({ displayName: { min: 1, max: 120, trim: true } });

/** The name is saved with a button; language and theme hold as soon as they are chosen, and are kept with the account. */
@Component({
  selector: 'hk-own-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Input, ProblemNote],
  template: `
    <section class="hk-panel">
      <form novalidate (submit)="rename($event)">
        <hk-field [label]="t('profile.name')" [hint]="t('profile.nameHint')" [fault]="form.fault('displayName')"><input hkInput name="name" autocomplete="name" [value]="form.value().displayName" (input)="form.patch({ displayName: text($event) })" (blur)="form.touch('displayName')" /></hk-field>
        <hk-problem-note [problem]="form.problem()" />
        <button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('profile.save') }}</button>
      </form>
    </section>
    <section class="hk-panel">
      <hk-field [label]="t('language.title')"><select hkInput (change)="setLanguage(text($event))">@for (language of languages; track language) { <option [value]="language" [selected]="language === preferences.language()">{{ language === 'zh' ? '中文' : 'English' }}</option> }</select></hk-field>
      <hk-field [label]="t('profile.theme')"><select hkInput (change)="setTheme(text($event))">@for (theme of themes; track theme) { <option [value]="theme" [selected]="theme === preferences.theme()">{{ t('theme.' + theme) }}</option> }</select></hk-field>
      <hk-field [label]="t('profile.density')" [hint]="t('profile.densityHint')"><select hkInput (change)="setDensity(text($event))">@for (density of densities; track density) { <option [value]="density" [selected]="density === preferences.density()">{{ t('density.' + density) }}</option> }</select></hk-field>
    </section>`,
  styles: `
    :host { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 12px; max-width: 880px; align-items: start; }
    section, form { display: grid; gap: 16px; }
    section { padding: 16px; }
    button { justify-self: start; }`,
})
export class OwnSettings {
  protected readonly t = injectTranslate();
  protected readonly text = textOf;
  private readonly api = inject(ProfileApi);
  private readonly toasts = inject(ToastBox);
  protected readonly preferences = inject(Preferences);
  private readonly account = inject(AccountPreferences);
  protected readonly languages = LANGUAGES;
  protected readonly themes = THEMES;
  protected readonly densities = DENSITIES;
  protected readonly form = draft(rules, { displayName: inject(Session).person()?.displayName ?? '' }, (change) => this.api.update(change));

  protected async rename(event: Event): Promise<void> {
    event.preventDefault();
    if (await this.form.submit()) this.toasts.show({ text: this.t('profile.saved'), tone: 'ok' });
  }

  protected setLanguage(word: string): void {
    const language = LANGUAGES.find((each) => each === word);
    if (language === undefined) return;
    void this.keep(() => this.account.choose({ language }));
  }

  protected setTheme(word: string): void {
    const theme = THEMES.find((each) => each === word);
    if (theme === undefined) return;
    void this.keep(() => this.account.choose({ theme }));
  }

  /** Row height is a matter of the screen one sits at; it stays in this browser. */
  protected setDensity(word: string): void {
    const density = DENSITIES.find((each) => each === word);
    if (density !== undefined) this.preferences.density.set(density);
  }

  private async keep(choose: () => Promise<void>): Promise<void> {
    try {
      await choose();
    } catch (cause) {
      this.toasts.show({ text: this.t('profile.notKept', { reason: toProblem(cause).message }), tone: 'failing' });
    }
  }
}
