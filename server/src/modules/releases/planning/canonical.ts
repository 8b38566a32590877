import { createHash } from 'node:crypto';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
};

/** One text for equal values, whatever the order of their keys. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value));

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
