import { computed, DestroyRef, inject, Injectable, type Signal, signal } from '@angular/core';

/** Which cluster and namespace a page shows; always in the same place of the bar. */
export interface ScopeView {
  readonly cluster: string;
  readonly clusterLink: string;
  readonly environment: string;
  readonly production: boolean;
  readonly namespace: string | null;
}

@Injectable({ providedIn: 'root' })
export class Scope {
  private readonly sources = signal<readonly Signal<ScopeView | null>[]>([]);
  /** What the innermost page says; null means all clusters. */
  readonly current = computed(() => this.sources().at(-1)?.() ?? null);

  add(source: Signal<ScopeView | null>): () => void {
    this.sources.update((sources) => [...sources, source]);
    return () => this.sources.update((sources) => sources.filter((each) => each !== source));
  }
}

/** Shows the scope in the bar for as long as the calling page lives. */
export const showScope = (source: () => ScopeView | null): void => {
  inject(DestroyRef).onDestroy(inject(Scope).add(computed(source)));
};
