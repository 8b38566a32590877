import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import type { Status } from './status';

/** `Failing · CrashLoopBackOff`: the mark, its word, and the reason after it. */
@Component({
  selector: 'hk-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-status]': 'status()' },
  template: `
    <svg viewBox="0 0 14 14" [attr.width]="size()" [attr.height]="size()" [attr.role]="bare() ? 'img' : null" [attr.aria-label]="bare() ? text() : null" [attr.aria-hidden]="bare() ? null : 'true'">
      @switch (status()) {
        @case ('ok') { <circle cx="7" cy="7" r="5.5" class="fill" /> }
        @case ('progressing') { <circle cx="7" cy="7" r="5" class="line faint" /><path d="M7 2a5 5 0 0 1 5 5" class="line turning" /> }
        @case ('warning') { <path d="M7 1.3 13.4 12.6H.6z" class="fill" /><path d="M7 5.2v3.4M7 10.6v.2" class="cut" /> }
        @case ('failing') { <rect x="1.2" y="1.2" width="11.6" height="11.6" rx="2" class="fill" /><path d="m4.6 4.6 4.8 4.8m0-4.8L4.6 9.4" class="cut" /> }
        @case ('unknown') { <circle cx="7" cy="7" r="5" class="line dashed" /> }
        @case ('paused') { <circle cx="7" cy="7" r="5.8" class="fill" /><path d="M5.4 4.8v4.4M8.6 4.8v4.4" class="cut" /> }
        @case ('terminating') { <circle cx="7" cy="7" r="5" class="line" /><path d="M4.4 7h5.2" class="line" /> }
      }
    </svg>
    @if (!bare()) {
      <span class="word">{{ text() }}</span>
      @if (reason()) { <span class="reason" [title]="reason()">{{ reason() }}</span> }
    }`,
  styles: `
    :host { display: inline-flex; align-items: center; gap: 6px; min-width: 0; max-width: 100%; color: var(--mark); vertical-align: bottom; }
    :host([data-status='ok']) { --mark: var(--hk-ok); }
    :host([data-status='progressing']) { --mark: var(--hk-progressing); }
    :host([data-status='warning']) { --mark: var(--hk-warning); }
    :host([data-status='failing']) { --mark: var(--hk-failing); }
    :host([data-status='unknown']), :host([data-status='terminating']) { --mark: var(--hk-unknown); }
    :host([data-status='paused']) { --mark: var(--hk-paused); }
    svg { flex: none; }
    .fill { fill: var(--mark); }
    .line { fill: none; stroke: var(--mark); stroke-width: 1.8; stroke-linecap: round; }
    .cut { fill: none; stroke: var(--hk-surface); stroke-width: 1.6; stroke-linecap: round; }
    .faint { stroke-opacity: 0.3; }
    .dashed { stroke-dasharray: 2.2 3.04; stroke-linecap: butt; }
    .turning { transform-origin: 7px 7px; animation: turn 1.1s linear infinite; }
    @keyframes turn { to { transform: rotate(360deg); } }
    @media (prefers-reduced-motion: reduce) { .turning { animation: none; } }
    .word { font-weight: 500; white-space: nowrap; }
    .reason { min-width: 0; overflow: hidden; color: var(--hk-text-2); text-overflow: ellipsis; white-space: nowrap; }
    .reason::before { content: '·'; margin-right: 6px; color: var(--hk-text-3); }`,
})
export class StatusMark {
  private readonly t = injectTranslate();
  readonly status = input.required<Status>();
  /** The word beside the mark, translated; the mark's own word when left out. */
  readonly word = input('');
  readonly reason = input('');
  readonly size = input(14);
  /** Whether only the mark is drawn; its word is then the accessible name. */
  readonly bare = input(false);
  protected readonly text = computed(() => (this.word() === '' ? this.t(`status.${this.status()}`) : this.word()));
}
