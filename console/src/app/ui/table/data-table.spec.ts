import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideTestTexts } from '../../../testing/texts';
import type { LoadState } from '../../api/load';
import { Empty } from '../state/states';
import type { Column, RowAction } from './column';
import { DataTable } from './data-table';

interface Row { readonly id: string; readonly name: string }

@Component({
  imports: [DataTable, Empty],
  template: `<hk-data-table name="spec" label="Things" [columns]="columns" [rows]="rows()" [rowId]="id" [state]="state()" [actions]="actions" selectable [(query)]="query" [(selection)]="selection" (open)="opened.set($event.id)" (act)="acted.set($event.action + ':' + $event.rows.length)"><hk-empty empty title="There is none" /></hk-data-table>`,
})
class Host {
  readonly columns: readonly Column<Row>[] = [{ key: 'name', label: 'menu.home', kind: 'text', value: (row) => row.name }];
  readonly actions: readonly RowAction<Row>[] = [{ key: 'delete', label: 'menu.users', icon: 'trash-2', many: true }];
  readonly rows = signal<readonly Row[]>([{ id: 'a', name: 'cart' }, { id: 'b', name: 'web' }]);
  readonly state = signal<LoadState>('ready');
  readonly query = signal('');
  readonly selection = signal<ReadonlySet<string>>(new Set());
  readonly opened = signal('');
  readonly acted = signal('');
  readonly id = (row: Row): string => row.id;
}

const draw = async (): Promise<{ fixture: ComponentFixture<Host>; host: Host; element: HTMLElement; names: () => string[] }> => {
  TestBed.configureTestingModule({ providers: [provideTestTexts(), provideRouter([])] });
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  return { fixture, host: fixture.componentInstance, element, names: () => [...element.querySelectorAll('tr.row')].map((row) => row.textContent.trim()) };
};

const press = (target: EventTarget, key: string): boolean => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe('a table', () => {
  it('says that a list may not be seen instead of showing it empty', async () => {
    const { fixture, host, element } = await draw();
    host.state.set('forbidden');
    await fixture.whenStable();
    expect(element.querySelector('hk-forbidden')).not.toBeNull();
    expect(element.querySelector('table')).toBeNull();
  });

  it('tells an empty list from a filter that finds nothing', async () => {
    const { fixture, host, element } = await draw();
    host.query.set('nothing');
    await fixture.whenStable();
    expect(element.textContent).toContain('Nothing matches');
    host.query.set('');
    host.rows.set([]);
    await fixture.whenStable();
    expect(element.textContent).toContain('There is none');
  });

  it('sorts by its head and says so', async () => {
    const { fixture, element, names } = await draw();
    const head = element.querySelector<HTMLElement>('th button');
    head?.click();
    head?.click();
    await fixture.whenStable();
    expect(names()).toEqual(['web', 'cart']);
    expect(element.querySelector('th[aria-sort]')?.getAttribute('aria-sort')).toBe('descending');
  });

  it('opens a row with Enter and selects it with the space bar', async () => {
    const { fixture, host, element } = await draw();
    const row = element.querySelectorAll<HTMLElement>('tr.row')[1];
    row?.focus();
    if (row !== undefined) { press(row, 'Enter'); press(row, ' '); }
    await fixture.whenStable();
    expect(host.opened()).toBe('b');
    expect([...host.selection()]).toEqual(['b']);
  });

  it('offers for the selection what may be done to many', async () => {
    const { fixture, host, element } = await draw();
    host.selection.set(new Set(['a', 'b']));
    await fixture.whenStable();
    element.querySelector<HTMLElement>('[role=toolbar] button')?.click();
    expect(host.acted()).toBe('delete:2');
  });

  it('does not move rows while something is selected, and says what waits', async () => {
    const { fixture, host, element, names } = await draw();
    host.selection.set(new Set(['b']));
    await fixture.whenStable();
    host.rows.set([{ id: 'c', name: 'new' }, { id: 'b', name: 'web 2' }]);
    await fixture.whenStable();
    expect(names()).toEqual(['cart', 'web 2']);
    expect(element.textContent).toContain('2 changes');
  });

  it('answers j and / from anywhere on the page', async () => {
    const { fixture, element } = await draw();
    press(document.body, '/');
    expect(document.activeElement).toBe(element.querySelector('input[type=search]'));
    (document.activeElement as HTMLElement).blur();
    press(document.body, 'j');
    await fixture.whenStable();
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    expect(document.activeElement).toBe(element.querySelector('tr.row'));
  });
});
