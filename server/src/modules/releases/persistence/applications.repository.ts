import { Injectable } from '@nestjs/common';
import { In, LessThan, Like } from 'typeorm';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { ApplicationNameTaken } from '../errors.js';
import { plainRow } from './plain-rows.repository.js';
import { ApplicationEntity } from './application.entity.js';

export interface PageOf {
  readonly limit: number;
  /** The id of the last row of the page before. */
  readonly before?: string | undefined;
}

/** `%` and `_` of what a person types are letters, not patterns. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '')}%`;

@Injectable()
export class Applications {
  constructor(private readonly tables: Tables) {}

  async add(application: ApplicationEntity, tx?: Tx): Promise<void> {
    try {
      await this.tables.of(ApplicationEntity, tx).insert({ ...application });
    } catch (error) {
      if (isUniqueViolation(error)) throw new ApplicationNameTaken(`There is an application ${application.name} already: choose another name.`);
      throw error;
    }
  }

  find(id: string, tx?: Tx): Promise<ApplicationEntity | undefined> {
    return plainRow(this.tables.of(ApplicationEntity, tx), { id });
  }

  async findAll(ids: readonly string[], tx?: Tx): Promise<Map<string, ApplicationEntity>> {
    if (ids.length === 0) return new Map();
    const rows = await this.tables.of(ApplicationEntity, tx).find({ where: { id: In([...new Set(ids)]) }, take: ids.length });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Newest first. */
  page({ limit, before }: PageOf, search?: string, tx?: Tx): Promise<ApplicationEntity[]> {
    const where = { ...(before === undefined ? {} : { id: LessThan(before) }), ...(search === undefined ? {} : { name: Like(containing(search)) }) };
    return this.tables.of(ApplicationEntity, tx).find({ where, order: { id: 'DESC' }, take: limit });
  }

  async describe(id: string, description: string, tx?: Tx): Promise<void> {
    await this.tables.of(ApplicationEntity, tx).update({ id }, { description });
  }

  /** Takes the next number; false when somebody else took it first. */
  async advance(id: string, from: number | null, to: number, tx?: Tx): Promise<boolean> {
    const query = this.tables.of(ApplicationEntity, tx).createQueryBuilder().update().set({ latestRevision: to }).where({ id });
    const guarded = from === null ? query.andWhere('latest_revision IS NULL') : query.andWhere('latest_revision = :from', { from });
    return (await guarded.execute()).affected === 1;
  }

  async remove(id: string, tx?: Tx): Promise<void> {
    await this.tables.of(ApplicationEntity, tx).delete({ id });
  }
}
