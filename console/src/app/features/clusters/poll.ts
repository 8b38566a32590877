import { DestroyRef, DOCUMENT, inject } from '@angular/core';

/** Calls `reload` every so often while the page can be seen, and at once when it is looked at again. For as long as the calling component lives. */
export const pollWhileVisible = (reload: () => void, everyMs = 10_000): void => {
  const document = inject(DOCUMENT);
  const look = (): void => { if (!document.hidden) reload(); };
  const timer = setInterval(look, everyMs);
  document.addEventListener('visibilitychange', look);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  });
};
