import { computed, inject, linkedSignal, type Signal, signal, type WritableSignal } from '@angular/core';
import { type Density, Preferences } from '../../session/preferences';
import { type Column, readSort, type Sort, sortText } from './column';
import { filterRows, fitColumns, type Held, holdRows, sortRows } from './rows';

const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 28, normal: 32, comfortable: 40 };

export interface TableInputs<Row> {
  readonly name: Signal<string>;
  readonly columns: Signal<readonly Column<Row>[]>;
  readonly rows: Signal<readonly Row[]>;
  readonly rowId: Signal<(row: Row) => string>;
  readonly query: WritableSignal<string>;
  readonly sort: WritableSignal<string>;
  readonly selection: WritableSignal<ReadonlySet<string>>;
  readonly serverSide: Signal<boolean>;
}

/** What a table shows and why, apart from how it is drawn. Made where `inject` may be called. */
export const tableModel = <Row>(inputs: TableInputs<Row>) => {
  const preferences = inject(Preferences);
  const hovered = signal(false);
  const room = signal(Number.POSITIVE_INFINITY);
  const applied = signal(0);
  const chosen = linkedSignal(() => preferences.readList(`columns.${inputs.name()}`));
  const visible = computed(() => {
    const keys = chosen();
    return inputs.columns().filter((column, place) => place === 0 || (keys === null ? column.optional !== true : keys.includes(column.key)));
  });
  const order = computed<Sort | null>(() => readSort(inputs.sort()));
  const next = computed(() => (inputs.serverSide() ? inputs.rows() : sortRows(filterRows(inputs.rows(), inputs.columns(), inputs.query()), inputs.columns(), order())));
  const asked = computed(() => `${inputs.sort()}\n${inputs.query()}\n${applied()}\n${inputs.name()}`);
  const held = linkedSignal<{ readonly next: readonly Row[]; readonly asked: string; readonly hold: boolean }, Held<Row> & { readonly asked: string }>({
    source: () => ({ next: next(), asked: asked(), hold: hovered() || inputs.selection().size > 0 }),
    computation: (source, previous) => {
      const shown = previous?.value;
      const holds = source.hold && shown !== undefined && shown.asked === source.asked && shown.rows.length > 0;
      return { ...(holds ? holdRows(shown.rows, source.next, inputs.rowId()) : { rows: source.next, changes: 0 }), asked: source.asked };
    },
  });
  return {
    hovered,
    /** How wide the columns may be together. */
    room,
    visible: computed(() => fitColumns(visible(), room())),
    order,
    rows: computed(() => held().rows),
    waiting: computed(() => held().changes),
    rowHeight: computed(() => ROW_HEIGHT[preferences.density()]),
    choices: computed(() => inputs.columns().slice(1).map(({ key, label }) => ({ key, label, shown: visible().some((column) => column.key === key) }))),
    apply: (): void => applied.update((count) => count + 1),
    toggleColumn: (key: string): void => {
      const keys = visible().map((column) => column.key);
      const changed = keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key];
      preferences.writeList(`columns.${inputs.name()}`, changed);
      chosen.set(changed);
    },
    /** Ascending, then descending, then the order in which the rows came. */
    sortBy: (key: string): void => {
      const now = order();
      inputs.sort.set(sortText(now?.key !== key ? { key, down: false } : now.down ? null : { key, down: true }));
    },
  };
};
