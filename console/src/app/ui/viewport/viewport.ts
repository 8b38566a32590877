import { DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Whether the page is as narrow as a phone; tables, panels and the menu then take another shape. */
@Injectable({ providedIn: 'root' })
export class Viewport {
  private readonly query = inject(DOCUMENT).defaultView?.matchMedia('(max-width: 720px)');
  private readonly match = signal(this.query?.matches ?? false);
  readonly narrow = this.match.asReadonly();

  constructor() {
    const follow = (event: MediaQueryListEvent): void => this.match.set(event.matches);
    this.query?.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => this.query?.removeEventListener('change', follow));
  }
}
