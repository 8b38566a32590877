import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ReleaseEvent, TargetSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { ReleaseWords } from '../../../release-words/words';
import { Age } from '../../../ui/age/age';
import { StatusMark } from '../../../ui/status/status-mark';
import { Empty } from '../../../ui/state/states';
import { type EventLine, lineOf } from './event-lines';

/** What happened, newest first. */
@Component({
  selector: 'hk-release-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Empty, StatusMark],
  template: `
    <ol [attr.aria-label]="t('run.timeline')">
      @for (line of lines(); track line.sequence) {
        <li><span class="at hk-third hk-number"><hk-age [at]="line.at" form="ago" /></span><hk-status [status]="line.status" [bare]="true" /><span class="text"><strong>{{ line.word }}</strong>@if (line.place) { <span class="hk-third"> {{ line.place }}</span> }@if (line.detail) { <span class="hk-second"> · {{ line.detail }}</span> }</span></li>
      } @empty { <li><hk-empty icon="history" [title]="t('run.noEvents')" /></li> }
    </ol>`,
  styles: `
    li { display: grid; grid-template-columns: 88px 14px minmax(0, 1fr); gap: 10px; align-items: start; padding: 5px 0; }
    li:has(hk-empty) { display: block; }
    li + li { border-top: 1px solid var(--hk-line); }
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
  protected readonly lines = computed<readonly EventLine[]>(() => this.events().map((event) => lineOf(event, { t: this.t, words: this.words, places: this.places() })));
}
