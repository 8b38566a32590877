import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * The head of a page: title, count, and the state line that answers first. Project the state line with the attribute `state`, chips with `chips`,
 * actions with `actions`.
 */
@Component({
  selector: 'hk-page-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top">
      <div class="title"><ng-content select="[mark]" /><h1 [title]="title()">{{ title() }}</h1>@if (count() !== null) { <span class="count hk-number">{{ count() }}</span> }<ng-content select="[chips]" /></div>
      <div class="actions"><ng-content select="[actions]" /></div>
    </div>
    <div class="state" aria-live="polite"><ng-content select="[state]" /></div>`,
  styles: `
    :host { display: grid; gap: 4px; min-width: 0; }
    .top { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; }
    .title { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; flex: 1 1 auto; min-width: 0; }
    h1 { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
    .count { color: var(--hk-text-3); font-size: 16px; line-height: 28px; }
    .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    .actions:empty { display: none; }
    .state { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-height: 20px; color: var(--hk-text-2); }
    .state:empty { display: none; }`,
})
export class PageHeader {
  readonly title = input.required<string>();
  readonly count = input<number | string | null>(null);
}
