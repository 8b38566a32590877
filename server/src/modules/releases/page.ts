import type { Page } from '@hyperkuber/contracts';

/** A page from rows of which one more than asked for was read: that one tells whether there is a next page. */
export const pageOf = <T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
};
