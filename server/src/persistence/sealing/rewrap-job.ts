import type { Clock } from '../../kernel/clock.js';
import type { SealedPlace } from '../column.js';
import { keyIdOf } from './envelope.js';
import { SealBroken } from './errors.js';
import type { SealedRow, SealedRows } from './sealed-rows.repository.js';
import type { Sealer } from './sealer.js';

const PAGE = 200;

export interface RewrapReport {
  readonly rewrapped: number;
  /** Rows still under another key than the primary one. At 0 the old keys may be dropped. */
  readonly left: number;
}

/**
 * Brings every sealed value under the primary key. Only the wrapped data key changes, so rows stay readable throughout.
 * Killed at any point it goes on from its cursor; a row rewrapped twice is the same row.
 */
export class RewrapJob {
  constructor(private readonly rows: SealedRows, private readonly sealer: Sealer, private readonly clock: Clock) {}

  async execute(signal?: AbortSignal): Promise<RewrapReport> {
    let rewrapped = 0;
    for (const place of this.rows.places()) rewrapped += await this.rewrapPlace(place, signal);
    let left = 0;
    for (const place of this.rows.places()) left += await this.countLeft(place);
    return { rewrapped, left };
  }

  private async rewrapPlace(place: SealedPlace, signal?: AbortSignal): Promise<number> {
    const keyId = this.sealer.primaryKeyId;
    let rewrapped = 0;
    let cursor = await this.rows.cursor(place, keyId);
    while (signal?.aborted !== true) {
      const page = await this.rows.page(place, cursor, PAGE);
      for (const row of page) rewrapped += await this.rewrapRow(place, row);
      // At the end back to the start: a later run looks at everything again, since rows may have come under an old key meanwhile.
      cursor = page.length < PAGE ? null : (page.at(-1)?.id ?? null);
      await this.rows.saveCursor(place, keyId, cursor, this.clock.now());
      if (cursor === null) return rewrapped;
    }
    return rewrapped;
  }

  private async rewrapRow(place: SealedPlace, row: SealedRow): Promise<number> {
    const sealed = this.rewrapped(row);
    return sealed !== undefined && (await this.rows.replace(place, row, sealed)) ? 1 : 0;
  }

  private rewrapped(row: SealedRow): Buffer | undefined {
    try {
      return this.sealer.rewrap(row.sealed, row.id);
    } catch (error) {
      // One damaged row must not keep the rest under the old key; it is counted as left.
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }

  private isLeft(row: SealedRow): boolean {
    try {
      return keyIdOf(row.sealed) !== this.sealer.primaryKeyId;
    } catch (error) {
      if (error instanceof SealBroken) return true;
      throw error;
    }
  }

  private async countLeft(place: SealedPlace): Promise<number> {
    let left = 0;
    for (let cursor: string | null = null; ;) {
      const page: readonly SealedRow[] = await this.rows.page(place, cursor, PAGE);
      left += page.filter((row) => this.isLeft(row)).length;
      cursor = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return left;
    }
  }
}
