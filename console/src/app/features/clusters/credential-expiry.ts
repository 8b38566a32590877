import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Texts } from '../../i18n/texts';
import { ageText, instantText } from '../../ui/age/age-text';
import { Now } from '../../ui/age/now';
import { Icon } from '../../ui/icon/icon';

const SOON_MS = 30 * 86_400_000;

/** When a credential ends, and a warning as soon as that comes near. */
@Component({
  selector: 'hk-credential-expiry',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { '[attr.data-soon]': 'left() < soonMs ? "" : null' },
  template: `@if (left() < soonMs) { <hk-icon name="triangle-alert" [size]="14" /> }<span [title]="absolute()">{{ words() }}</span>`,
  styles: `:host { display: inline-flex; align-items: center; gap: 4px; color: var(--hk-text-2); } :host([data-soon]) { color: var(--hk-warning); font-weight: 500; }`,
})
export class CredentialExpiry {
  private readonly texts = inject(Texts);
  private readonly now = inject(Now);
  protected readonly soonMs = SOON_MS;
  readonly at = input.required<string | null>();
  protected readonly left = computed(() => { const at = this.at(); return at === null ? Infinity : Date.parse(at) - this.now.ms(); });
  protected readonly absolute = computed(() => { const at = this.at(); return at === null ? '' : instantText(this.texts.language(), at); });
  protected readonly words = computed(() => {
    const [t, left] = [this.texts.translate, this.left()];
    if (left === Infinity) return t('clusters.neverExpires');
    return left <= 0 ? t('clusters.expired', { age: ageText(t, -left) }) : t('clusters.expiresIn', { age: ageText(t, left) });
  });
}
