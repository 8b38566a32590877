import { Injectable } from '@nestjs/common';
import { Tables } from '../../../persistence/tables.js';
import { OneTimeLinkEntity } from './one-time-link.entity.js';

export type OneTimeLink = Readonly<Omit<OneTimeLinkEntity, 'user'>>;
export type LinkPurpose = OneTimeLink['purpose'];

@Injectable()
export class OneTimeLinksRepository {
  constructor(private readonly tables: Tables) {}

  /** Puts the link in the place of every earlier one for the same purpose and person. */
  async replace(link: OneTimeLink): Promise<void> {
    const earlier = this.tables.of(OneTimeLinkEntity).createQueryBuilder().delete().where('purpose = :purpose', { purpose: link.purpose });
    if (link.userId !== null) earlier.andWhere('user_id = :userId', { userId: link.userId });
    await earlier.execute();
    await this.tables.of(OneTimeLinkEntity).insert({ ...link });
  }

  async find(purpose: LinkPurpose, tokenHash: string): Promise<OneTimeLink | undefined> {
    return (await this.tables.of(OneTimeLinkEntity).findOneBy({ purpose, tokenHash })) ?? undefined;
  }

  /** Uses the link up: true for exactly one of all who try. */
  async take(id: string): Promise<boolean> {
    return ((await this.tables.of(OneTimeLinkEntity).delete({ id })).affected ?? 0) > 0;
  }
}
