import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { TargetSummary } from '@hyperkuber/contracts';
import { injectTranslate } from '../../../i18n/texts';
import { targetStatus } from '../../../release-words/status-of';
import { ReleaseWords } from '../../../release-words/words';
import { StatusMark } from '../../../ui/status/status-mark';
import { Tinted } from './tinted';

/** Waves as columns, targets as cells; a cell opens its target. Cells keep their place, only their values change. */
@Component({
  selector: 'hk-rollout',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [StatusMark, Tinted],
  template: `
    @for (wave of waves(); track wave.number) {
      <section [attr.aria-label]="t('run.wave', { wave: wave.number + 1 })">
        @if (waves().length > 1) { <h3>{{ t('run.wave', { wave: wave.number + 1 }) }} <span class="hk-third">{{ wave.cells.length }}</span></h3> }
        <ul>
          @for (cell of wave.cells; track cell.id) {
            <li>
              <button type="button" class="hk-panel" [class.production]="production().has(cell.clusterId)" [class.opened]="cell.id === opened()" [attr.aria-pressed]="cell.id === opened()" [attr.data-status]="status(cell)" (click)="chosen.emit(cell.id)">
                <span class="first"><hk-status [status]="status(cell)" [bare]="true" [size]="16" /><strong class="hk-cut">{{ cell.clusterName }}</strong><span class="hk-third hk-cut">{{ cell.namespace }}</span></span>
                @let line = lineOf(cell);
                <span class="line" [hkTinted]="cell.state + line"><span class="state">{{ t('targetState.' + cell.state) }}</span>{{ line }}</span>
                <span class="foot hk-small"><span class="bar" aria-hidden="true"><span [style.width.%]="percent(cell)"></span></span><span class="hk-number">{{ numbers(cell) }}</span></span>
              </button>
            </li>
          }
        </ul>
      </section>
    }`,
  styleUrl: './rollout.scss',
})
export class Rollout {
  protected readonly t = injectTranslate();
  private readonly words = inject(ReleaseWords);
  readonly targets = input.required<readonly TargetSummary[]>();
  readonly production = input.required<ReadonlySet<string>>();
  readonly opened = input('');
  readonly chosen = output<string>();
  protected readonly waves = computed(() => {
    const numbers = [...new Set(this.targets().map(({ wave }) => wave))].sort((a, b) => a - b);
    return numbers.map((number) => ({ number, cells: this.targets().filter(({ wave }) => wave === number) }));
  });

  protected status({ state }: TargetSummary): ReturnType<typeof targetStatus> {
    return targetStatus(state);
  }

  protected lineOf(target: TargetSummary): string {
    const words = this.words.target(target);
    return words === '' ? '' : ` · ${words}`;
  }

  /** Half of the way is applying, the other half becoming well. */
  protected percent({ counts, state }: TargetSummary): number {
    if (state === 'succeeded') return 100;
    return counts.objects === 0 ? 0 : Math.round(((counts.done + counts.healthy) / (2 * counts.objects)) * 100);
  }

  protected numbers({ counts, state }: TargetSummary): string {
    if (counts.objects === 0) return '';
    return state === 'succeeded' ? this.t.count('target.objects', counts.objects) : this.t('target.numbers', counts);
  }
}
