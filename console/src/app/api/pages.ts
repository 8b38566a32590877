import type { ApiClient, Query } from './api-client';

interface PageOf<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

const PAGE = 500;

/** Reads a list page by page, up to `most` rows: what a person can look through, and a bound on what a browser must hold. */
export const readPages = async <T>(api: ApiClient, path: string, query: Query = {}, most = 2_000): Promise<T[]> => {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOf<T> = await api.get<PageOf<T>>(path, { ...query, limit: Math.min(PAGE, most), cursor });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < most);
  return rows;
};
