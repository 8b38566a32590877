import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

const TICK_MS = 5_000;

/** The time, as the whole page sees it: one timer for all ages on the screen, none while the page is hidden. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly document = inject(DOCUMENT);
  private readonly time = signal(Date.now());
  readonly ms = this.time.asReadonly();

  constructor() {
    const tick = (): void => { if (!this.document.hidden) this.time.set(Date.now()); };
    const timer = setInterval(tick, TICK_MS);
    this.document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      this.document.removeEventListener('visibilitychange', tick);
    });
  }
}
