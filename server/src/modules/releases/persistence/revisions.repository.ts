import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { RevisionRace } from '../errors.js';
import { ApplicationRevisionEntity } from './application-revision.entity.js';

export type RevisionRecord = Omit<ApplicationRevisionEntity, 'manifests' | 'objects'>;

const SUMMARY = { id: true, applicationId: true, number: true, sha256: true, objectCount: true, note: true, authorId: true, authorLogin: true, createdAt: true } as const;

@Injectable()
export class Revisions {
  constructor(private readonly tables: Tables) {}

  async add(revision: ApplicationRevisionEntity, tx?: Tx): Promise<void> {
    try {
      await this.tables.of(ApplicationRevisionEntity, tx).insert({ ...revision });
    } catch (error) {
      if (isUniqueViolation(error)) throw new RevisionRace('Somebody else added a revision at the same time: look at it and try again.');
      throw error;
    }
  }

  async find(applicationId: string, number: number, tx?: Tx): Promise<ApplicationRevisionEntity | undefined> {
    return (await this.tables.of(ApplicationRevisionEntity, tx).findOneBy({ applicationId, number })) ?? undefined;
  }

  exists(applicationId: string, number: number, tx?: Tx): Promise<boolean> {
    return this.tables.of(ApplicationRevisionEntity, tx).existsBy({ applicationId, number });
  }

  /** Newest first, without the manifests. */
  page(applicationId: string, limit: number, below: number | undefined, tx?: Tx): Promise<RevisionRecord[]> {
    const where = { applicationId, ...(below === undefined ? {} : { number: LessThan(below) }) };
    return this.tables.of(ApplicationRevisionEntity, tx).find({ select: SUMMARY, where, order: { number: 'DESC' }, take: limit });
  }
}
