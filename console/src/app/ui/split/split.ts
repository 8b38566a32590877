import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input, linkedSignal, signal } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';

const STEP = 4;
const clamp = (percent: number): number => Math.min(80, Math.max(20, percent));

/** Two panes side by side with a bar between them; on a phone one under the other. Project `[first]` and `[second]`. */
@Component({
  selector: 'hk-split',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[style.--first]': 'share()', '[class.dragging]': 'dragging()' },
  template: `
    <div class="pane"><ng-content select="[first]" /></div>
    <div class="bar" role="separator" tabindex="0" aria-orientation="vertical" [attr.aria-label]="t('split.bar')" [attr.aria-valuenow]="percent()" aria-valuemin="20" aria-valuemax="80"
      (pointerdown)="start($event)" (pointermove)="drag($event)" (pointerup)="dragging.set(false)" (pointercancel)="dragging.set(false)" (keydown)="press($event)" (dblclick)="percent.set(initial())"></div>
    <div class="pane"><ng-content select="[second]" /></div>`,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, var(--first)) 9px minmax(0, 1fr); min-height: 0; }
    :host(.dragging) { user-select: none; cursor: col-resize; }
    .pane { min-width: 0; min-height: 0; overflow: auto; }
    .bar { position: relative; cursor: col-resize; touch-action: none; }
    .bar::before { content: ''; position: absolute; inset: 0 4px; background: var(--hk-line); }
    .bar:hover::before, :host(.dragging) .bar::before { inset: 0 3px; background: var(--hk-accent); }
    .bar:focus-visible { outline-offset: -3px; }
    @media (max-width: 720px) { :host { display: block; } .bar { display: none; } }`,
})
export class Split {
  protected readonly t = injectTranslate();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  /** Share of the first pane in percent. */
  readonly initial = input(50);
  protected readonly percent = linkedSignal(() => clamp(this.initial()));
  protected readonly share = computed(() => `${this.percent()}%`);
  protected readonly dragging = signal(false);

  protected start(event: PointerEvent): void {
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    this.dragging.set(true);
  }

  protected drag(event: PointerEvent): void {
    if (!this.dragging()) return;
    const box = this.host.nativeElement.getBoundingClientRect();
    this.percent.set(clamp(Math.round(((event.clientX - box.left) / box.width) * 100)));
  }

  protected press(event: KeyboardEvent): void {
    const move = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (move === 0) return;
    event.preventDefault();
    this.percent.update((percent) => clamp(percent + move));
  }
}
