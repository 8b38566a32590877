import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ReleaseEvent, TargetSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { ReleaseWords } from '../../../release-words/words';
import { Age } from '../../../ui/age/age';
import type { Status } from '../../../ui/status/status';
import { StatusMark } from '../../../ui/status/status-mark';
import { Empty } from '../../../ui/state/states';
import { type EventLine, lineOf } from './event-lines';
import { foldEvents } from './fold-lines';

const ENDED: readonly Status[] = ['ok', 'warning', 'failing', 'paused', 'terminating'];

/** What happened, newest first. */
@Component({
  selector: 'hk-release-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Empty, StatusMark],
  template: `
    <ol [attr.aria-label]="t('run.timeline')">
      @for (line of lines(); track line.sequence) {
        <li><span class="at hk-third hk-number"><hk-age [at]="line.at" form="ago" /></span>@if (line.ended) { <hk-status [status]="line.status" [bare]="true" /> } @else { <span class="point" aria-hidden="true"></span> }<span class="text"><strong>{{ line.word }}</strong>@if (line.place) { <span class="hk-third"> {{ line.place }}</span> }@if (line.detail) { <span class="hk-second"> · {{ line.detail }}</span> }@if (line.earlier.length > 0) { <details><summary>{{ t.count('run.earlier', line.earlier.length) }}</summary><ol>@for (one of line.earlier; track one.sequence) { <li><hk-age [at]="one.at" form="ago" /> {{ one.detail }}</li> }</ol></details> }</span></li>
      } @empty { <li><hk-empty icon="history" [title]="t('run.noEvents')" /></li> }
    </ol>`,
  styles: `
    .point { justify-self: center; width: 6px; height: 6px; margin-top: 7px; border-radius: 50%; background: var(--hk-line-strong); }
    summary { cursor: pointer; color: var(--hk-text-2); font-size: 12px; }
    details ol { padding: 4px 0 4px 12px; color: var(--hk-text-2); font-size: 12px; line-height: 18px; }
    :host > ol > li { display: grid; grid-template-columns: 88px 14px minmax(0, 1fr); gap: 10px; align-items: start; padding: 5px 0; }
    :host > ol > li:has(hk-empty) { display: block; }
    :host > ol > li + li { border-top: 1px solid var(--hk-line); }
    hk-status { margin-top: 3px; }
    .at { font-size: 12px; }
    strong { font-weight: 500; }
    .text { overflow-wrap: anywhere; }`,
})
export class ReleaseTimeline {
  protected readonly t = injectTranslate();
  private readonly words = inject(ReleaseWords);
  readonly events = input.required<readonly ReleaseEvent[]>();
  readonly targets = input.required<readonly TargetSummary[]>();
  private readonly places = computed(() => new Map(this.targets().map(({ id, clusterName, namespace }) => [id, `${clusterName}/${namespace}`])));
  protected readonly lines = computed<readonly (EventLine & { readonly ended: boolean; readonly earlier: readonly EventLine[] })[]>(() => foldEvents(this.events()).map(({ event, earlier }) => {
    const dictionary = { t: this.t, words: this.words, places: this.places() };
    const line = lineOf(event, dictionary);
    return { ...line, ended: ENDED.includes(line.status), earlier: earlier.map((one) => lineOf(one, dictionary)) };
  }));
}
