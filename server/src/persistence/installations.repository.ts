import { isUniqueViolation } from './database-errors.js';
import { InstallationEntity } from './installation.entity.js';
import type { Tables } from './tables.js';
import type { Tx } from './unit-of-work.js';

export interface Installation {
  readonly id: string;
  readonly sentinel: Buffer;
}

export class Installations {
  constructor(private readonly tables: Tables) {}

  async find(tx?: Tx): Promise<Installation | undefined> {
    return (await this.tables.of(InstallationEntity, tx).findOneBy({ slot: 'only' })) ?? undefined;
  }

  /** False where another process installed first; the caller then reads that row. */
  async add(installation: Installation, createdAt: Date, tx?: Tx): Promise<boolean> {
    try {
      await this.tables.of(InstallationEntity, tx).insert({ ...installation, slot: 'only', createdAt });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
