import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { ReleaseRequestEntity } from './release-request.entity.js';

/** Requests that carried an Idempotency-Key, by person and key. */
@Injectable()
export class ReleaseRequests {
  constructor(private readonly tables: Tables) {}

  async find(userId: string, idempotencyKey: string, tx?: Tx): Promise<ReleaseRequestEntity | undefined> {
    return (await this.tables.of(ReleaseRequestEntity, tx).findOneBy({ userId, idempotencyKey })) ?? undefined;
  }

  /** False when the key was used at the same time; nothing of the transaction may stand then. */
  async add(request: ReleaseRequestEntity, tx?: Tx): Promise<boolean> {
    try {
      await this.tables.of(ReleaseRequestEntity, tx).insert({ ...request });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
