import { Column, type ColumnOptions, type DataSource, type ValueTransformer } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

export interface ColumnTraits {
  readonly nullable?: boolean;
  readonly default?: string | number | boolean;
}

type Kind = 'id' | 'varchar' | 'text' | 'bigText' | 'at' | 'flag' | 'integer' | 'big' | 'binary' | 'sealed';

const kinds = new WeakMap<object, Map<string, Kind>>();

const asJson: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (stored: unknown): unknown => (typeof stored === 'string' ? JSON.parse(stored) : stored),
};
const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  // The MySQL driver hands out bigint as text.
  from: (stored: unknown) => (stored === null || stored === undefined ? stored : Number(stored)),
};

function declare(kind: Kind, options: ColumnOptions, traits: ColumnTraits = {}): PropertyDecorator {
  const decorate = Column({ ...options, primary: kind === 'id', nullable: traits.nullable ?? false, ...defaultOf(traits) });
  return (target, property) => {
    const known = kinds.get(target.constructor) ?? new Map<string, Kind>();
    kinds.set(target.constructor, known.set(String(property), kind));
    decorate(target, property);
  };
}

const defaultOf = (traits: ColumnTraits): ColumnOptions => (traits.default === undefined ? {} : { default: traits.default });

/** The entity's side of the vocabulary in `migrations/columns.ts`: same words, same columns, so the drift check stays empty. */
export const column = {
  id: () => declare('id', { name: 'id', type: 'varchar', length: 36 }),
  reference: (name: string, traits?: ColumnTraits) => declare('varchar', { name, type: 'varchar', length: 36 }, traits),
  name: (name: string, length: number, traits?: ColumnTraits) => declare('varchar', { name, type: 'varchar', length }, traits),
  word: (name: string, traits?: ColumnTraits) => declare('varchar', { name, type: 'varchar', length: 40 }, traits),
  text: (name: string, traits?: ColumnTraits) => declare('text', { name, type: 'text' }, traits),
  bigText: (name: string, traits?: ColumnTraits) => declare('bigText', { name, type: 'text' }, traits),
  json: (name: string, traits?: ColumnTraits) => declare('bigText', { name, type: 'text', transformer: asJson }, traits),
  at: (name: string, traits?: ColumnTraits) => declare('at', { name, type: 'datetime', precision: 3 }, traits),
  flag: (name: string, traits?: ColumnTraits) => declare('flag', { name, type: 'boolean' }, traits),
  integer: (name: string, traits?: ColumnTraits) => declare('integer', { name, type: 'integer' }, traits),
  big: (name: string, traits?: ColumnTraits) => declare('big', { name, type: 'bigint', transformer: asNumber }, traits),
  binary: (name: string, traits?: ColumnTraits) => declare('binary', { name, type: 'blob' }, traits),
  /** Bytes of a sealed value. Declaring it is enough for the rewrap to find it. */
  sealed: (name: string, traits?: ColumnTraits) => declare('sealed', { name, type: 'blob' }, traits),
} as const;

const bytewise = { charset: 'utf8mb4', collation: 'utf8mb4_bin' };
const onMysql: Readonly<Record<Kind, Partial<ColumnMetadata>>> = {
  id: bytewise,
  varchar: bytewise,
  text: bytewise,
  bigText: { type: 'mediumtext', ...bytewise },
  at: {},
  flag: {},
  integer: {},
  big: {},
  binary: { type: 'mediumblob' },
  sealed: { type: 'mediumblob' },
};

/** Entities are declared before the database is known; the columns whose type differs by dialect get it here. */
export function bindColumns(dataSource: DataSource): void {
  if (dataSource.options.type === 'better-sqlite3') return;
  for (const metadata of dataSource.entityMetadatas) {
    for (const each of metadata.columns) {
      Object.assign(each, onMysql[kindOf(metadata.target, each.propertyName) ?? 'at']);
    }
  }
}

export interface SealedPlace {
  readonly table: string;
  readonly column: string;
}

/** Every sealed column of the data source's entities. */
export function sealedPlaces(dataSource: DataSource): SealedPlace[] {
  return dataSource.entityMetadatas.flatMap((metadata) =>
    metadata.columns
      .filter((each) => kindOf(metadata.target, each.propertyName) === 'sealed')
      .map((each) => ({ table: metadata.tableName, column: each.databaseName })));
}

const kindOf = (target: unknown, property: string): Kind | undefined =>
  typeof target === 'function' ? kinds.get(target)?.get(property) : undefined;
