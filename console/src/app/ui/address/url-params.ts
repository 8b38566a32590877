import { computed, effect, inject, Injectable, linkedSignal, untracked, type WritableSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';

/** Query parameters as state: several changes of one moment become one entry of the address bar. */
@Injectable({ providedIn: 'root' })
export class UrlParams {
  private readonly router = inject(Router);
  private pending: Record<string, string | null> | null = null;
  private path = '';
  private history = false;

  /** The parameters of the address that is shown. */
  readonly current = toSignal(this.router.events.pipe(filter((event) => event instanceof NavigationEnd), map(() => this.router.parseUrl(this.router.url).queryParamMap)), { initialValue: this.router.parseUrl(this.router.url).queryParamMap });

  write(name: string, value: string | null, keepHistory: boolean): void {
    if (this.pending === null) {
      this.pending = {};
      this.path = this.router.url.split('?')[0] ?? '';
      this.history = false;
      queueMicrotask(() => this.flush());
    }
    this.history ||= keepHistory;
    this.pending[name] = value;
  }

  private flush(): void {
    const queryParams = this.pending;
    this.pending = null;
    // The person may have gone elsewhere in the same moment; the state of the old page must not follow them.
    if (queryParams === null || this.path !== (this.router.url.split('?')[0] ?? '')) return;
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: !this.history });
  }
}

/**
 * One piece of page state that lives in the address: a signal to read and to set. `fallback` is not written, so a plain address stays plain.
 * With `history` a change is a step that the Back button undoes (tabs, panels); without, it is not (typing into a filter).
 */
export const urlParam = (name: string, fallback = '', options: { readonly history?: boolean } = {}): WritableSignal<string> => {
  const params = inject(UrlParams);
  const shown = computed(() => params.current().get(name) ?? fallback);
  let written: string | null = null;
  const value = linkedSignal<string, string>({
    source: shown,
    computation: (next, previous) => {
      const own = next === written;
      written = null;
      // Our own write has arrived; meanwhile the person may have typed further, and that must stay.
      return own && previous !== undefined ? previous.value : next;
    },
  });
  effect(() => {
    const wanted = value();
    if (wanted === untracked(shown)) return;
    written = wanted;
    params.write(name, wanted === fallback ? null : wanted, options.history === true);
  });
  return value;
};
