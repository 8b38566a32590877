import { Directive, effect, ElementRef, inject, input } from '@angular/core';

/** Tints the element for a moment when the value changes; the first value is no change. */
@Directive({ selector: '[hkTinted]' })
export class Tinted {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly hkTinted = input.required<string>();
  private last: string | null = null;

  constructor() {
    effect(() => {
      const value = this.hkTinted();
      if (this.last !== null && this.last !== value) this.tint();
      this.last = value;
    });
  }

  private tint(): void {
    this.element.classList.remove('hk-changed');
    // In the next frame the browser has seen the class go, so the animation begins anew.
    requestAnimationFrame(() => this.element.classList.add('hk-changed'));
  }
}
