import type { IconName } from '../icon/icons';
import type { Status } from '../status/status';

interface ColumnShape {
  readonly key: string;
  /** Dictionary key of the head. */
  readonly label: string;
  /** CSS width, best in `px`; without one the column shares what is left. */
  readonly width?: string;
  /** Not shown until the person chooses it. */
  readonly optional?: boolean;
  /** Whether the head sorts; true unless told otherwise. */
  readonly sortable?: boolean;
  /** Where the cell goes in the two-line row of a phone; left out, it is not shown there. */
  readonly narrow?: 'first' | 'second';
}

export interface StatusCell {
  readonly status: Status;
  /** Translated; the mark's own word when left out. */
  readonly word?: string;
  readonly reason?: string;
}

/** How a column reads a row. The kind decides how it is drawn, sorted, filtered and aligned. */
export type Column<Row> = ColumnShape & (
  | { readonly kind: 'text'; readonly value: (row: Row) => string; readonly mono?: boolean }
  | { readonly kind: 'link'; readonly value: (row: Row) => string; readonly link: (row: Row) => string | null }
  | { readonly kind: 'number'; readonly value: (row: Row) => number | null; readonly unit?: string }
  | { readonly kind: 'status'; readonly value: (row: Row) => StatusCell }
  | { readonly kind: 'age'; readonly value: (row: Row) => string | null }
  | { readonly kind: 'chips'; readonly value: (row: Row) => readonly string[] }
  /** Drawn by `<ng-template hkCell="key" let-row>`; `value` is what is sorted and filtered. */
  | { readonly kind: 'custom'; readonly value: (row: Row) => string | number }
);

/** One thing that can be done to a row, or to the selected rows with `many`. */
export interface RowAction<Row> {
  readonly key: string;
  /** Dictionary key, verb first. */
  readonly label: string;
  readonly icon: IconName;
  readonly danger?: boolean;
  /** Whether it may also be done to several rows at once. */
  readonly many?: boolean;
  /** Whether it is offered for this row. */
  readonly when?: (row: Row) => boolean;
}

export interface Sort {
  readonly key: string;
  readonly down: boolean;
}

/** `name` or `-age`, as it stands in the address. */
export const sortText = (sort: Sort | null): string => (sort === null ? '' : `${sort.down ? '-' : ''}${sort.key}`);
export const readSort = (text: string): Sort | null => (text === '' ? null : { key: text.replace(/^-/, ''), down: text.startsWith('-') });
