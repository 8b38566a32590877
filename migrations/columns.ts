import type { QueryRunner, TableColumnOptions, TableForeignKeyOptions, TableIndexOptions } from 'typeorm';

export interface ColumnTraits {
  readonly nullable?: boolean;
  /** A constant only. Never on text, JSON or binary: MySQL refuses it. */
  readonly default?: string | number | boolean;
}

/** The column vocabulary of every migration: what it makes behaves alike on SQLite, MariaDB and MySQL. */
export interface Columns {
  /** The primary key `id`: a UUIDv7 made in code. */
  id(): TableColumnOptions;
  /** A column that holds another row's id. Index it: SQLite does not do so by itself. */
  reference(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** Short text with a length, compared byte by byte. SQLite does not enforce the length; the zod schema does. */
  name(name: string, length: number, traits?: ColumnTraits): TableColumnOptions;
  /** One word of a closed set (a phase, a kind), up to 40 characters. */
  word(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** Text up to 64 kB. */
  text(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** Text up to 16 MB: manifests, logs. */
  bigText(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** JSON as text, up to 16 MB. Nothing inside it can be queried. */
  json(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** A moment, UTC, in milliseconds. */
  at(name: string, traits?: ColumnTraits): TableColumnOptions;
  flag(name: string, traits?: ColumnTraits): TableColumnOptions;
  integer(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** A whole number up to 2^53. */
  big(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** Bytes up to 16 MB. */
  binary(name: string, traits?: ColumnTraits): TableColumnOptions;
  /** The bytes of a sealed value. The table needs the primary key `id`. */
  sealed(name: string, traits?: ColumnTraits): TableColumnOptions;
}

interface Dialect {
  readonly text: Partial<TableColumnOptions>;
  readonly bigText: string;
  readonly flag: Partial<TableColumnOptions> & { readonly type: string };
  readonly binary: string;
}

// With the default collation MariaDB refused `prod` next to `Prod` where SQLite accepted it: bytes decide on both.
const mysqlFamily: Dialect = {
  text: { charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  bigText: 'mediumtext',
  flag: { type: 'tinyint' },
  binary: 'mediumblob',
};
const sqlite: Dialect = { text: {}, bigText: 'text', flag: { type: 'boolean' }, binary: 'blob' };

const dialectOf = (q: QueryRunner): Dialect =>
  q.dataSource.options.type === 'better-sqlite3' ? sqlite : mysqlFamily;

const traitsOf = ({ nullable = false, default: constant }: ColumnTraits = {}): Partial<TableColumnOptions> => ({
  isNullable: nullable,
  ...(constant === undefined ? {} : { default: literal(constant) }),
});

function literal(constant: string | number | boolean): string {
  if (typeof constant === 'boolean') return constant ? '1' : '0';
  return typeof constant === 'number' ? String(constant) : `'${constant.replaceAll("'", "''")}'`;
}

export function columnsFor(q: QueryRunner): Columns {
  const dialect = dialectOf(q);
  const varchar = (name: string, length: number, traits?: ColumnTraits): TableColumnOptions => ({
    name, type: 'varchar', length: String(length), ...dialect.text, ...traitsOf(traits),
  });
  return {
    id: () => ({ ...varchar('id', 36), isPrimary: true }),
    reference: (name, traits) => varchar(name, 36, traits),
    name: varchar,
    word: (name, traits) => varchar(name, 40, traits),
    text: (name, traits) => ({ name, type: 'text', ...dialect.text, ...traitsOf(traits) }),
    bigText: (name, traits) => ({ name, type: dialect.bigText, ...dialect.text, ...traitsOf(traits) }),
    json: (name, traits) => ({ name, type: dialect.bigText, ...dialect.text, ...traitsOf(traits) }),
    at: (name, traits) => ({ name, type: 'datetime', precision: 3, ...traitsOf(traits) }),
    flag: (name, traits) => ({ name, ...dialect.flag, ...traitsOf(traits) }),
    integer: (name, traits) => ({ name, type: dialect === sqlite ? 'integer' : 'int', ...traitsOf(traits) }),
    big: (name, traits) => ({ name, type: 'bigint', ...traitsOf(traits) }),
    binary: (name, traits) => ({ name, type: dialect.binary, ...traitsOf(traits) }),
    sealed: (name, traits) => ({ name, type: dialect.binary, ...traitsOf(traits) }),
  };
}

/** `ux_<table>_<columns>`: no two rows share these columns. */
export const unique = (name: string, ...columnNames: string[]): TableIndexOptions => ({ name, columnNames, isUnique: true });

/** `ix_<table>_<columns>`. */
export const index = (name: string, ...columnNames: string[]): TableIndexOptions => ({ name, columnNames });

/** `fk_<table>_<column>`. Without the explicit `onUpdate` the drift check recreated the key on MariaDB. */
export const foreignKey = (
  name: string, column: string, referencedTable: string, onDelete: 'CASCADE' | 'RESTRICT' | 'SET NULL',
): TableForeignKeyOptions => ({
  name, columnNames: [column], referencedTableName: referencedTable, referencedColumnNames: ['id'], onDelete, onUpdate: 'NO ACTION',
});
