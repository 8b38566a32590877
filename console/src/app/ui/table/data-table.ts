import { NgTemplateOutlet } from '@angular/common';
import { afterRenderEffect, booleanAttribute, ChangeDetectionStrategy, Component, computed, contentChildren, ElementRef, inject, input, linkedSignal, model, output, signal, type TemplateRef, viewChild } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import type { LoadState } from '../../api/load';
import type { Problem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';
import { useShortcuts } from '../keyboard/shortcuts';
import { Empty, Failed, Forbidden } from '../state/states';
import { Viewport } from '../viewport/viewport';
import { Cell, CellTemplate } from './cell';
import type { Column, RowAction } from './column';
import { rowWindow } from './rows';
import { tableModel } from './table-model';
import { TableToolbar } from './table-toolbar';

const VIRTUAL_FROM = 200;
const NARROW_ROW = 56;
/** Width of the columns for selecting and for actions. */
const FIXED_COLUMNS = 80;
const END_ROWS = 20;

/**
 * A list of objects: columns and actions are data, the page keeps the state (bind `query`, `sort` and `selection` to the address).
 * Project `<hk-empty empty>` for "there is none", `<ng-template hkCell="key" let-row>` for custom columns, `[toolbar]` for more filters.
 */
@Component({
  selector: 'hk-data-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, Empty, Failed, Forbidden, Icon, MatMenuModule, NgTemplateOutlet, TableToolbar],
  templateUrl: './data-table.html',
  styleUrl: './data-table.scss',
  host: { '[style.--row]': "model.rowHeight() + 'px'" },
})
export class DataTable<Row> {
  protected readonly t = injectTranslate();
  protected readonly narrow = inject(Viewport).narrow;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly templates = contentChildren(CellTemplate);

  /** Under which name the choice of columns is kept. */
  readonly name = input.required<string>();
  /** The accessible name of the table. */
  readonly label = input.required<string>();
  readonly columns = input.required<readonly Column<Row>[]>();
  readonly rows = input.required<readonly Row[]>();
  readonly rowId = input.required<(row: Row) => string>();
  readonly state = input<LoadState>('ready');
  readonly problem = input<Problem | null>(null);
  readonly actions = input<readonly RowAction<Row>[]>([]);
  readonly selectable = input(false, { transform: booleanAttribute });
  readonly filterable = input(true, { transform: booleanAttribute });
  readonly live = input(false, { transform: booleanAttribute });
  /** Filtering, sorting and paging are done by the server: the table only reports what is asked for. */
  readonly serverSide = input(false, { transform: booleanAttribute });
  /** More rows can be read; asked for with `more` when the end comes near. */
  readonly hasMore = input(false);
  /** The row that is open beside the table. */
  readonly opened = input<string | null>(null);
  readonly query = model('');
  readonly sort = model('');
  readonly selection = model<ReadonlySet<string>>(new Set());
  readonly open = output<Row>();
  readonly act = output<{ readonly action: string; readonly rows: readonly Row[] }>();
  readonly more = output();
  readonly retry = output();

  protected readonly waitingRows = Array.from({ length: 8 }, (_, line) => line);
  protected readonly none: ReadonlySet<string> = new Set();
  protected readonly model = tableModel<Row>(this);
  protected readonly bulk = computed(() => this.actions().filter((action) => action.many === true));
  protected readonly selected = computed(() => this.model.rows().filter((row) => this.selection().has(this.rowId()(row))));
  protected readonly custom = computed(() => new Map<string, TemplateRef<{ $implicit: unknown }>>(this.templates().map((each) => [each.hkCell(), each.template])));
  protected readonly firstLine = computed(() => this.columns().filter((column) => column.narrow === 'first'));
  protected readonly secondLine = computed(() => this.columns().filter((column) => column.narrow === 'second'));
  protected readonly allSelected = computed(() => this.model.rows().length > 0 && this.selected().length === this.model.rows().length);

  private readonly view = signal({ top: 0, height: 900 });
  private readonly height = computed(() => (this.narrow() ? NARROW_ROW : this.model.rowHeight()));
  protected readonly virtual = computed(() => this.model.rows().length > VIRTUAL_FROM);
  protected readonly window = computed(() => rowWindow(this.model.rows().length, this.height(), this.view().top, this.view().height, VIRTUAL_FROM));
  protected readonly drawn = computed(() => this.model.rows().slice(this.window().from, this.window().to));
  /** The row that the keyboard is on; it stays on its object, not on its place. */
  protected readonly current = linkedSignal<readonly Row[], string | null>({
    source: this.model.rows,
    computation: (rows, previous) => rows.map(this.rowId()).find((id) => id === previous?.value) ?? null,
  });
  protected readonly entry = computed(() => this.current() ?? this.drawn().map(this.rowId())[0] ?? null);
  protected readonly menuRow = signal<Row | null>(null);
  protected readonly menuActions = computed(() => { const row = this.menuRow(); return row === null ? [] : this.actions().filter((action) => action.when?.(row) ?? true); });

  constructor() {
    this.followWidth();
    const hasRows = (): boolean => this.model.rows().length > 0;
    const here = (): boolean => hasRows() && this.current() !== null;
    useShortcuts(
      { keys: 'j', label: 'keys.next', group: 'list', run: () => this.move(1), when: hasRows },
      { keys: 'k', label: 'keys.previous', group: 'list', run: () => this.move(-1), when: hasRows },
      { keys: 'x', label: 'keys.select', group: 'list', run: () => this.toggle(this.entry()), when: () => here() && this.selectable() },
      { keys: '.', label: 'keys.actions', group: 'list', run: () => this.openMenuAtRow(), when: () => here() && this.actions().length > 0 },
    );
  }

  protected scroll(event: Event): void {
    if (!(event.target instanceof HTMLElement)) return;
    const { scrollTop, clientHeight, scrollHeight } = event.target;
    if (this.virtual()) this.view.set({ top: scrollTop, height: clientHeight });
    if (this.hasMore() && scrollHeight - scrollTop - clientHeight < END_ROWS * this.height()) this.more.emit();
  }

  protected press(event: KeyboardEvent, row: Row): void {
    if (event.target !== event.currentTarget) return;
    const steps: Partial<Record<string, () => void>> = {
      ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1), Enter: () => this.open.emit(row),
      Home: () => this.goTo(0), End: () => this.goTo(this.model.rows().length - 1), ' ': () => { if (this.selectable()) this.toggle(this.rowId()(row)); },
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  }

  protected actRow(action: string): void {
    const row = this.menuRow();
    if (row !== null) this.act.emit({ action, rows: [row] });
  }

  protected toggle(id: string | null): void {
    if (id === null) return;
    const next = new Set(this.selection());
    if (!next.delete(id)) next.add(id);
    this.selection.set(next);
  }

  protected toggleAll(): void {
    this.selection.set(this.allSelected() ? new Set() : new Set(this.model.rows().map(this.rowId())));
  }

  protected actOn(action: string, rows: readonly Row[]): void {
    this.act.emit({ action, rows });
  }

  protected move(by: number): void {
    const at = this.model.rows().findIndex((row) => this.rowId()(row) === this.current());
    this.goTo(at === -1 ? 0 : at + by);
  }

  private goTo(place: number): void {
    const row = this.model.rows()[Math.max(0, Math.min(this.model.rows().length - 1, place))];
    if (row === undefined) return;
    const id = this.rowId()(row);
    this.current.set(id);
    this.bringIntoView(Math.max(0, Math.min(this.model.rows().length - 1, place)));
    // A long list draws the row in the next frame only.
    requestAnimationFrame(() => this.rowElement(id)?.focus());
  }

  private bringIntoView(place: number): void {
    const box = this.scroller()?.nativeElement;
    if (box === undefined || !this.virtual()) return;
    const [top, bottom] = [place * this.height(), (place + 2) * this.height()];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    this.view.set({ top: box.scrollTop, height: box.clientHeight });
  }

  protected focusRows(): void {
    if (this.model.rows().length > 0) this.move(0);
  }

  private followWidth(): void {
    afterRenderEffect((onCleanup) => {
      const box = this.scroller()?.nativeElement;
      if (box === undefined || typeof ResizeObserver === 'undefined') return;
      const observer = new ResizeObserver(() => this.model.room.set(box.clientWidth - FIXED_COLUMNS));
      observer.observe(box);
      onCleanup(() => observer.disconnect());
    });
  }

  private openMenuAtRow(): void {
    const button = this.rowElement(this.entry() ?? '')?.querySelector<HTMLElement>('[data-menu]');
    button?.click();
  }

  private rowElement(id: string): HTMLElement | null {
    return [...this.host.nativeElement.querySelectorAll<HTMLElement>('[data-row]')].find((row) => row.dataset['row'] === id) ?? null;
  }
}
