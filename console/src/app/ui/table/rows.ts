import { SEVERITY } from '../status/status';
import type { Column, Sort } from './column';

type Comparable = string | number;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What a column sorts by; null goes last in both directions. */
const sortValue = <Row>(column: Column<Row>, row: Row): Comparable | null => {
  switch (column.kind) {
    case 'status': return SEVERITY[column.value(row).status];
    case 'chips': return column.value(row).join(' ');
    // An age sorts by how old, not by the instant: ascending is youngest first.
    case 'age': { const at = column.value(row); return at === null ? null : -Date.parse(at); }
    case 'text': case 'link': case 'number': case 'custom': return column.value(row);
  }
};

/** What a filter finds in a column. */
export const cellText = <Row>(column: Column<Row>, row: Row): string => {
  switch (column.kind) {
    case 'status': return Object.values(column.value(row)).join(' ');
    case 'chips': return column.value(row).join(' ');
    case 'text': case 'link': case 'number': case 'age': case 'custom': return String(column.value(row) ?? '');
  }
};

const compare = (a: Comparable | null, b: Comparable | null, down: boolean): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return down ? -order : order;
};

export const sortRows = <Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | null): readonly Row[] => {
  const column = sort === null ? undefined : columns.find((each) => each.key === sort.key);
  if (sort === null || column === undefined) return rows;
  return rows.map((row) => ({ row, value: sortValue(column, row) })).sort((a, b) => compare(a.value, b.value, sort.down)).map(({ row }) => row);
};

/** `key:word` looks into one column, a bare word into all; every word must be found. */
export const filterRows = <Row>(rows: readonly Row[], columns: readonly Column<Row>[], query: string): readonly Row[] => {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return rows;
  const tests = words.map((word) => {
    const [key = '', ...rest] = word.split(':');
    const column = rest.length === 0 ? undefined : columns.find((each) => each.key.toLowerCase() === key);
    const [searched, sought] = column === undefined ? [columns, word] : [[column], rest.join(':')];
    return (row: Row): boolean => searched.some((each) => cellText(each, row).toLowerCase().includes(sought));
  });
  return rows.filter((row) => tests.every((test) => test(row)));
};

export interface Held<Row> {
  readonly rows: readonly Row[];
  /** How many rows came, went or moved and are not drawn yet. */
  readonly changes: number;
}

/** Keeps the order and the set of rows that is on the screen, with the newest values in them: nothing jumps under the pointer. */
export const holdRows = <Row>(shown: readonly Row[], next: readonly Row[], id: (row: Row) => string): Held<Row> => {
  const fresh = new Map(next.map((row) => [id(row), row]));
  const rows = shown.map((row) => fresh.get(id(row)) ?? row);
  const shownIds = shown.map(id);
  const known = new Set(shownIds);
  const gone = shownIds.filter((each) => !fresh.has(each)).length;
  const kept = shownIds.filter((each) => fresh.has(each));
  const nextKept = next.map(id).filter((each) => known.has(each));
  const moved = kept.filter((each, place) => each !== nextKept[place]).length;
  return { rows, changes: gone + (next.length - nextKept.length) + moved };
};

export interface Window {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

const SPARE_ROWS = 12;

/** Which rows of a long list are drawn, and the space above and below them. */
export const rowWindow = (count: number, rowHeight: number, scrollTop: number, viewHeight: number, from: number): Window => {
  if (count <= from) return { from: 0, to: count, before: 0, after: 0 };
  const first = Math.max(0, Math.min(count - 1, Math.floor(scrollTop / rowHeight)) - SPARE_ROWS);
  const last = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + SPARE_ROWS);
  // An even first row keeps what is odd and even from changing while one scrolls.
  const even = first - (first % 2);
  return { from: even, to: last, before: even * rowHeight, after: (count - last) * rowHeight };
};

const SHARED_WIDTH = 200;
const NARROW_WIDTH = 96;
const widthOf = <Row>(column: Column<Row>): number => {
  const pixels = /^(\d+)px$/.exec(column.width ?? '')?.[1];
  if (pixels !== undefined) return Number(pixels);
  return column.kind === 'number' || column.kind === 'age' ? NARROW_WIDTH : SHARED_WIDTH;
};

/** The columns that have room: what a phone would not show goes first, from the right; the first column and a status stay. */
export const fitColumns = <Row>(columns: readonly Column<Row>[], room: number): readonly Column<Row>[] => {
  const total = columns.reduce((sum, column) => sum + widthOf(column), 0);
  if (total <= room) return columns;
  const spare = columns.slice(1).filter((column) => column.kind !== 'status');
  const next = spare.findLast((column) => column.narrow === undefined) ?? spare.at(-1);
  return next === undefined ? columns : fitColumns(columns.filter((column) => column !== next), room);
};
