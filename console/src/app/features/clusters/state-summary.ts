import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ClusterState, ClusterSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../i18n/texts';
import { StatusMark } from '../../ui/status/status-mark';
import { SEVERITY } from '../../ui/status/status';
import { STATUS_OF, stateWord } from './cluster-words';

const STATES: readonly ClusterState[] = ['unreachable', 'degraded', 'connecting', 'disabled', 'healthy'];

/** The first line of the list: whether all is well, and if not, what is wrong; each part narrows the list to it. */
@Component({
  selector: 'hk-state-summary',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusMark],
  template: `
    @if (allWell()) { <hk-status status="ok" [word]="t.count('clusters.allWell', clusters().length)" /> } @else {
      @for (part of parts(); track part.state) { <button type="button" (click)="picked.emit(part.status)" [title]="t('clusters.showOnly', { state: part.word })"><hk-status [status]="part.status" [word]="part.count + ' ' + part.word" /></button> }
    }`,
  styles: `
    :host { display: flex; flex-wrap: wrap; gap: 0 12px; }
    button { display: inline-flex; min-height: 24px; align-items: center; padding: 0 6px; margin: 0 -6px; border: 0; border-radius: 4px; background: none; font: inherit; cursor: pointer; }
    button:hover { background: var(--hk-line); }`,
})
export class StateSummary {
  protected readonly t = injectTranslate();
  readonly clusters = input.required<readonly ClusterSummary[]>();
  readonly picked = output<string>();
  protected readonly allWell = computed(() => this.clusters().every(({ state }) => state === 'healthy'));
  protected readonly parts = computed(() => STATES
    .map((state) => ({ state, status: STATUS_OF[state], word: this.lower(stateWord(this.t, state)), count: this.clusters().filter((cluster) => cluster.state === state).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => SEVERITY[a.status] - SEVERITY[b.status]));

  private lower(word: string): string {
    return word.charAt(0).toLowerCase() + word.slice(1);
  }
}
