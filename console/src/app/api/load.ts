import { computed, resource, type Signal } from '@angular/core';
import { type Problem, toProblem } from './problem';

export type LoadState = 'loading' | 'ready' | 'failed' | 'forbidden';

/** Something read from the server, with the state that a list or a detail draws. */
export interface Loaded<T> {
  readonly value: Signal<T>;
  readonly state: Signal<LoadState>;
  /** Whether a newer answer is on its way while the old one is still shown. */
  readonly refreshing: Signal<boolean>;
  readonly problem: Signal<Problem | null>;
  readonly reload: () => void;
  readonly set: (value: T) => void;
}

/**
 * Reads with `read` whenever what `request` says changes; `undefined` reads nothing. The last answer stays on the screen while a newer one loads,
 * and also when that one fails: a failed refresh must not empty a page that somebody is working on. Must be called where `inject` may be.
 */
export const load = <T, R>(request: () => R | undefined, read: (request: R, signal: AbortSignal) => Promise<T>, initial: T): Loaded<T> => {
  let last: { readonly request: R; readonly value: T } | null = null;
  const asked = computed(request);
  const source = resource<T, R | undefined>({
    params: asked,
    loader: async ({ params, abortSignal }) => {
      if (params === undefined) return initial;
      const value = await read(params, abortSignal);
      last = { request: params, value };
      return value;
    },
  });
  const problem = computed(() => (source.status() === 'error' ? toProblem(source.error()) : null));
  const current = computed(() => (source.hasValue() ? { value: source.value() } : source.status() === 'error' && last?.request === asked() ? last : null));
  return {
    value: computed(() => current()?.value ?? initial),
    state: computed(() => (current() !== null ? 'ready' : problem() === null ? 'loading' : problem()?.isForbidden === true ? 'forbidden' : 'failed')),
    refreshing: computed(() => source.isLoading() && current() !== null),
    problem,
    reload: () => { source.reload(); },
    set: (value) => { source.set(value); },
  };
};
