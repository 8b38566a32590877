import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import type { Loaded } from './load';

type Refreshed = Pick<Loaded<unknown>, 'reload' | 'refreshing' | 'state'>;

const SOON_MS = 150;

/** Reads again at a pace that may change with what was read; not while the page is hidden. For lists that have no stream. */
export const refreshEvery = (sources: readonly Refreshed[], paceMs: () => number): void => {
  const document = inject(DOCUMENT);
  let timer: ReturnType<typeof setTimeout>;
  const turn = (): void => {
    if (!document.hidden) for (const source of sources) if (!source.refreshing() && source.state() !== 'loading') source.reload();
    timer = setTimeout(turn, paceMs());
  };
  // The pace may ask for inputs, which a component does not have while it is being made.
  timer = setTimeout(() => { timer = setTimeout(turn, paceMs()); });
  inject(DestroyRef).onDestroy(() => clearTimeout(timer));
};

/** Many events in a row become one reading, and one that comes while a reading is under way is not lost. */
export const reloadSoon = (source: Refreshed): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = (): void => {
    timer = undefined;
    if (source.refreshing()) ask();
    else source.reload();
  };
  const ask = (): void => { timer ??= setTimeout(turn, SOON_MS); };
  inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  return ask;
};
