import { Directive, effect, ElementRef, inject, input } from '@angular/core';

/** Tints its element for a moment when the value changes, so that the eye finds what was refreshed. Not at first, and not under reduced motion. */
@Directive({ selector: '[hkTint]', host: { '(animationend)': 'rest()' } })
export class Tint {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly value = input.required<string>({ alias: 'hkTint' });

  constructor() {
    let shown: string | null = null;
    effect(() => {
      const value = this.value();
      if (shown !== null && shown !== value) this.element.classList.add('hk-changed');
      shown = value;
    });
  }

  protected rest(): void {
    this.element.classList.remove('hk-changed');
  }
}
