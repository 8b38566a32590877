import type { Column } from './column';
import { readSort, sortText } from './column';
import { filterRows, fitColumns, holdRows, rowWindow, sortRows } from './rows';

interface Row { readonly id: string; readonly name: string; readonly ready: number | null; readonly failing?: boolean; readonly at?: string }

const columns: readonly Column<Row>[] = [
  { key: 'name', label: 'x', kind: 'text', value: (row) => row.name },
  { key: 'ready', label: 'x', kind: 'number', value: (row) => row.ready },
  { key: 'status', label: 'x', kind: 'status', value: (row) => ({ status: row.failing === true ? 'failing' : 'ok' }) },
  { key: 'age', label: 'x', kind: 'age', value: (row) => row.at ?? null },
];
const rows: readonly Row[] = [
  { id: 'a', name: 'web-10', ready: 2, at: '2026-01-01T00:00:00Z' },
  { id: 'b', name: 'web-9', ready: null, failing: true, at: '2026-01-02T00:00:00Z' },
  { id: 'c', name: 'cart', ready: 1 },
];
const id = (row: Row): string => row.id;
const ids = (list: readonly Row[]): string => list.map(id).join('');

describe('sorting', () => {
  it('leaves the order alone without a sort or with a column that is not there', () => {
    expect(ids(sortRows(rows, columns, null))).toBe('abc');
    expect(ids(sortRows(rows, columns, { key: 'nothing', down: false }))).toBe('abc');
  });
  it('orders numbers inside names as people do', () => { expect(ids(sortRows(rows, columns, { key: 'name', down: false }))).toBe('cba'); });
  it('puts what is not known last in both directions', () => {
    expect(ids(sortRows(rows, columns, { key: 'ready', down: false }))).toBe('cab');
    expect(ids(sortRows(rows, columns, { key: 'ready', down: true }))).toBe('acb');
  });
  it('puts the worst status first', () => { expect(ids(sortRows(rows, columns, { key: 'status', down: false }))).toBe('bac'); });
  it('puts the youngest first', () => { expect(ids(sortRows(rows, columns, { key: 'age', down: false }))).toBe('bac'); });
  it('stands in the address as text', () => {
    expect(sortText(readSort('-age'))).toBe('-age');
    expect(readSort('')).toBeNull();
  });
});

describe('filtering', () => {
  it('finds every word in any column', () => { expect(ids(filterRows(rows, columns, 'web 10'))).toBe('a'); });
  it('looks into one column when it is named', () => {
    expect(ids(filterRows(rows, columns, 'status:failing'))).toBe('b');
    expect(ids(filterRows(rows, columns, 'name:failing'))).toBe('');
  });
  it('takes an unknown name as part of the word', () => { expect(ids(filterRows([{ id: 'd', name: 'reg:5000', ready: 0 }], columns, 'reg:5000'))).toBe('d'); });
});

describe('holding', () => {
  it('keeps place and set, shows new values, and counts what waits', () => {
    const next: readonly Row[] = [{ id: 'c', name: 'cart', ready: 9 }, { id: 'a', name: 'web-10', ready: 2 }, { id: 'd', name: 'new', ready: 1 }];
    const held = holdRows(rows, next, id);
    expect(ids(held.rows)).toBe('abc');
    expect(held.rows[2]?.ready).toBe(9);
    expect(held.changes).toBe(4); // b gone, d new, a and c changed places
  });
  it('has nothing waiting when only values changed', () => { expect(holdRows(rows, rows.map((row) => ({ ...row, ready: 7 })), id).changes).toBe(0); });
});

describe('the window', () => {
  it('draws a short list whole', () => { expect(rowWindow(200, 32, 500, 600, 200)).toEqual({ from: 0, to: 200, before: 0, after: 0 }); });
  it('draws what is seen and a little around it of a long one', () => {
    const window = rowWindow(10_000, 32, 3_200, 640, 200);
    expect(window.to - window.from).toBeLessThan(50);
    expect(window.before + (window.to - window.from) * 32 + window.after).toBe(320_000);
  });
  it('ends with the list', () => { expect(rowWindow(1_000, 32, 99_999, 640, 200).to).toBe(1_000); });
});

describe('columns', () => {
  const keys = (room: number): string => fitColumns<Row>([...columns, { key: 'place', label: 'x', kind: 'text', narrow: 'second', value: (row) => row.name }], room).map((column) => column.key).join(' ');
  it('are all drawn where there is room', () => { expect(keys(1_000)).toBe('name ready status age place'); });
  it('go in the order of their weight when there is not', () => { expect(keys(700)).toBe('name ready status place'); });
  it('leave the name and the status to the last', () => { expect(keys(100)).toBe('name status'); });
});
