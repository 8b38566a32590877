import type { ClusterQuery } from '@hyperkuber/contracts';
import { CursorInvalid } from './errors.js';

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The cursor is the last name of the page; opaque, so that nobody builds on it. */
export const cursorOf = (name: string): string => Buffer.from(name).toString('base64url');

export const nameOf = (cursor: string): string => {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (!NAME.test(name)) throw new CursorInvalid('Take the cursor from the previous page as it is.');
  return name;
};

/** `env=prod,team` as pairs; a key alone asks only that the label is there. */
export const labelsOf = (text: ClusterQuery['labels']): { key: string; value?: string }[] =>
  (text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const at = part.indexOf('=');
    return at === -1 ? { key: part } : { key: part.slice(0, at), value: part.slice(at + 1) };
  });
