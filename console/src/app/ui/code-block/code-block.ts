import { ChangeDetectionStrategy, Component, DOCUMENT, inject, input, signal } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';

const SAID_MS = 1_600;

/** Text to copy as it is: a command, a token, a manifest. */
@Component({
  selector: 'hk-code-block',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <pre tabindex="0" [attr.aria-label]="label()" [class.wrap]="wrap()"><code>{{ text() }}</code></pre>
    <button type="button" class="hk-button hk-button-small" (click)="copy()"><hk-icon [name]="copied() ? 'check' : 'copy'" [size]="14" /><span aria-live="polite">{{ copied() ? t('code.copied') : t('code.copy') }}</span></button>`,
  styles: `
    :host { position: relative; display: block; min-width: 0; }
    pre { margin: 0; max-height: 420px; overflow: auto; padding: 10px 96px 10px 12px; border: 1px solid var(--hk-line); border-radius: 6px; background: var(--hk-sunken); line-height: 18px; tab-size: 2; }
    pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
    button { position: absolute; top: 6px; right: 6px; }`,
})
export class CodeBlock {
  protected readonly t = injectTranslate();
  private readonly document = inject(DOCUMENT);
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly wrap = input(false);
  protected readonly copied = signal(false);

  protected async copy(): Promise<void> {
    await this.document.defaultView?.navigator.clipboard.writeText(this.text());
    this.copied.set(true);
    setTimeout(() => this.copied.set(false), SAID_MS);
  }
}
