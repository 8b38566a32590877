import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';

export interface WizardStep {
  readonly key: string;
  /** Dictionary key. */
  readonly label: string;
  readonly state: 'open' | 'done' | 'faulty';
}

/** Frame of a wizard: steps left with the state of each, the form in the middle, Back and the next step below. The page owns draft and steps. */
@Component({
  selector: 'hk-wizard',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <nav [attr.aria-label]="t('wizard.steps')">
      <ol>
        @for (step of steps(); track step.key; let place = $index) {
          <li><button type="button" [attr.aria-current]="step.key === current() ? 'step' : null" [attr.data-state]="step.state" (click)="chosen.emit(step.key)">
            <span class="mark">@if (step.state === 'faulty') { <hk-icon name="circle-alert" [size]="14" /> } @else if (step.state === 'done' && step.key !== current()) { <hk-icon name="check" [size]="14" /> } @else { {{ place + 1 }} }</span>
            <span class="hk-cut">{{ t(step.label) }}</span>@if (step.state === 'faulty') { <span class="hk-hidden">{{ t('wizard.faulty') }}</span> }
          </button></li>
        }
      </ol>
    </nav>
    <div class="form"><ng-content /></div>
    <ng-content select="[aside]" />
    <footer>
      <button type="button" class="hk-button hk-button-quiet" (click)="cancelled.emit()">{{ t('wizard.cancel') }}</button>
      <span class="hk-spacer"><ng-content select="[note]" /></span>
      @if (!first()) { <button type="button" class="hk-button" (click)="move(-1)">{{ t('wizard.back') }}</button> }
      @if (last()) { <button type="button" class="hk-button hk-button-primary" [attr.aria-disabled]="busy() || !ready()" (click)="finish()">{{ action() }}</button> }
      @else { <button type="button" class="hk-button hk-button-primary" [attr.aria-disabled]="busy()" (click)="move(1)">{{ t('wizard.next') }}</button> }
    </footer>`,
  styles: `
    :host { display: grid; grid-template-columns: 200px minmax(0, 720px) minmax(0, 1fr); grid-template-rows: 1fr auto; gap: 0 32px; min-height: 0; }
    nav { position: sticky; top: 0; align-self: start; }
    button[data-state] { display: flex; align-items: center; gap: 8px; width: 100%; min-height: 32px; padding: 0 8px; border: 0; border-radius: 6px; background: none; color: var(--hk-text-2); font: 400 13px/20px var(--hk-sans); text-align: left; cursor: pointer; }
    button[data-state]:hover { background: var(--hk-hover); }
    button[aria-current] { background: var(--hk-accent-ground); color: var(--hk-text); font-weight: 500; }
    .mark { display: grid; place-items: center; flex: none; width: 20px; height: 20px; border: 1px solid var(--hk-line-strong); border-radius: 50%; font-size: 11px; line-height: 1; }
    button[aria-current] .mark { border-color: var(--hk-accent); color: var(--hk-accent); }
    [data-state='done'] .mark { border-color: var(--hk-ok); color: var(--hk-ok); }
    [data-state='faulty'] .mark { border-color: var(--hk-failing); color: var(--hk-failing); }
    .form { min-width: 0; padding-bottom: 24px; }
    footer { grid-column: 1 / -1; position: sticky; z-index: 3; bottom: -24px; display: flex; align-items: center; gap: 8px; padding: 12px 0; border-top: 1px solid var(--hk-line); background: var(--hk-ground); }
    @media (max-width: 1080px) { :host { grid-template-columns: 180px minmax(0, 1fr); } }
    @media (max-width: 720px) {
      :host { display: block; }
      nav { position: static; margin-bottom: 16px; }
      ol { display: flex; gap: 4px; }
      li { flex: 1 1 0; min-width: 0; }
      button[data-state] { justify-content: center; min-height: 40px; padding: 0; }
      button[data-state] { position: relative; }
      button[data-state]:not([aria-current]) .hk-cut { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
      li:has([aria-current]) { flex: 3 1 0; }
      footer { bottom: -12px; flex-wrap: wrap; }
    }`,
})
export class Wizard {
  protected readonly t = injectTranslate();
  readonly steps = input.required<readonly WizardStep[]>();
  readonly current = input.required<string>();
  /** The words of the last button: "Add cluster prod-eu". */
  readonly action = input.required<string>();
  readonly busy = input(false);
  /** Whether the last button may be pressed; the way back is open in any case. */
  readonly ready = input(true);
  /** A step was asked for, by its name or by Back and Next. */
  readonly chosen = output<string>();
  readonly finished = output();
  readonly cancelled = output();
  private readonly place = computed(() => this.steps().findIndex((step) => step.key === this.current()));
  protected readonly first = computed(() => this.place() <= 0);
  protected readonly last = computed(() => this.place() === this.steps().length - 1);

  protected move(by: 1 | -1): void {
    const step = this.steps()[this.place() + by];
    if (step !== undefined && !this.busy()) this.chosen.emit(step.key);
  }

  protected finish(): void {
    if (!this.busy() && this.ready()) this.finished.emit();
  }
}
