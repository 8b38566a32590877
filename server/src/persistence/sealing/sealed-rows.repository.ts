import { newId } from '../../kernel/ids.js';
import { type SealedPlace, sealedPlaces } from '../column.js';
import { RewrapEntity } from '../rewrap.entity.js';
import type { Tables } from '../tables.js';

export interface SealedRow {
  readonly id: string;
  readonly sealed: Buffer;
}

/** The sealed columns of all tables as the rewrap sees them: rows with an id and some bytes. */
export class SealedRows {
  constructor(private readonly tables: Tables) {}

  places(): readonly SealedPlace[] {
    return sealedPlaces(this.tables.dataSource);
  }

  /** Rows after the given id, in the order of their ids. */
  async page(place: SealedPlace, afterId: string | null, limit: number): Promise<readonly SealedRow[]> {
    const query = this.tables.manager().createQueryBuilder()
      .select('r.id', 'id').addSelect(`r.${this.escape(place.column)}`, 'sealed').from(place.table, 'r')
      .where(`r.${this.escape(place.column)} IS NOT NULL`).orderBy('r.id').limit(limit);
    if (afterId !== null) query.andWhere('r.id > :afterId', { afterId });
    return query.getRawMany<SealedRow>();
  }

  /** Replaces the bytes only while they are still those that were read; false where a writer was faster. */
  async replace(place: SealedPlace, row: SealedRow, sealed: Buffer): Promise<boolean> {
    const [table, column] = [this.escape(place.table), this.escape(place.column)];
    const runner = this.tables.dataSource.createQueryRunner();
    try {
      const result = await runner.query(`UPDATE ${table} SET ${column} = ? WHERE id = ? AND ${column} = ?`, [sealed, row.id, row.sealed], true);
      return result.affected === 1;
    } finally {
      await runner.release();
    }
  }

  /** Where a rewrap to this key came to; null at the start, or where the last one was for another key. */
  async cursor(place: SealedPlace, keyId: string): Promise<string | null> {
    const saved = await this.tables.of(RewrapEntity).findOneBy({ place: nameOf(place) });
    return saved?.keyId === keyId ? saved.lastRowId : null;
  }

  async saveCursor(place: SealedPlace, keyId: string, lastRowId: string | null, now: Date): Promise<void> {
    const rows = this.tables.of(RewrapEntity);
    const progress = { keyId, lastRowId, updatedAt: now };
    const { affected } = await rows.update({ place: nameOf(place) }, progress);
    if (affected === 0) await rows.insert({ id: newId(), place: nameOf(place), ...progress });
  }

  private escape(name: string): string {
    return this.tables.dataSource.driver.escape(name);
  }
}

const nameOf = (place: SealedPlace): string => `${place.table}.${place.column}`;
