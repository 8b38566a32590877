import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { Problem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

const BLOCK = `
  :host { display: grid; justify-items: center; gap: 6px; padding: 48px 24px; text-align: center; }
  :host > hk-icon { color: var(--hk-text-3); margin-bottom: 4px; }
  h2 { font-size: 14px; line-height: 20px; }
  p { max-width: 56ch; color: var(--hk-text-2); overflow-wrap: anywhere; }
  .actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; margin-top: 10px; }
  .actions:empty { display: none; }
  details { max-width: 72ch; font-size: 12px; line-height: 16px; color: var(--hk-text-2); }
  summary { cursor: pointer; }
  code { overflow-wrap: anywhere; }`;

/** Nothing to show: what this is, why it is empty, and one action (projected). */
@Component({
  selector: 'hk-empty',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<hk-icon [name]="icon()" [size]="20" /><h2>{{ title() }}</h2>@if (text()) { <p>{{ text() }}</p> }<div class="actions"><ng-content /></div>`,
  styles: BLOCK,
})
export class Empty {
  readonly icon = input<IconName>('circle-slash');
  readonly title = input.required<string>();
  readonly text = input('');
}

/** Something could not be read: what happened, what to do, the technical part folded. */
@Component({
  selector: 'hk-failed',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { role: 'alert' },
  template: `
    <hk-icon name="cloud-off" [size]="20" />
    <h2>{{ title() || t('failed.title') }}</h2>
    <p>{{ words() }}</p>
    <div class="actions"><button type="button" class="hk-button" (click)="retry.emit()"><hk-icon name="refresh-cw" />{{ t('failed.retry') }}</button><ng-content /></div>
    @if (problem(); as found) {
      @if (found.requestId || found.code !== 'no-answer') { <details><summary>{{ t('failed.technical') }}</summary><code>{{ found.code }} · {{ found.status }} · {{ found.requestId }}</code></details> }
    }`,
  styles: BLOCK,
})
export class Failed {
  protected readonly t = injectTranslate();
  readonly problem = input<Problem | null>(null);
  readonly title = input('');
  readonly retry = output();
  protected readonly words = computed(() => {
    const problem = this.problem();
    if (problem === null || problem.code === 'no-answer') return this.t('failed.noAnswer');
    return problem.detail || problem.title || this.t('failed.unknown');
  });
}

/** The person has no right to this; says which right, so that they can ask for it. */
@Component({
  selector: 'hk-forbidden',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<hk-icon name="lock" [size]="20" /><h2>{{ t('forbidden.title') }}</h2><p>{{ problem()?.detail || t('forbidden.text') }}</p><div class="actions"><ng-content /></div>`,
  styles: BLOCK,
})
export class Forbidden {
  protected readonly t = injectTranslate();
  readonly problem = input<Problem | null>(null);
}

/** Lines of the size of what comes. */
@Component({
  selector: 'hk-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', '[attr.aria-label]': "t('loading')" },
  template: `@for (width of widths(); track $index) { <span class="hk-skeleton" [style.width.%]="width"></span> }`,
  styles: `:host { display: grid; gap: 14px; padding: 12px 0; }`,
})
export class Skeleton {
  protected readonly t = injectTranslate();
  readonly lines = input(4);
  protected readonly widths = computed(() => Array.from({ length: this.lines() }, (_, line) => 40 + ((line * 37) % 55)));
}
