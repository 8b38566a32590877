import { Injectable } from '@nestjs/common';
import { Tables } from '../../../persistence/tables.js';
import { TokenEntity } from './token.entity.js';
import { UserEntity } from './user.entity.js';

export type TokenRow = Readonly<Omit<TokenEntity, 'user'>>;
export interface TokenWithUser {
  readonly token: TokenRow;
  readonly user: Readonly<UserEntity>;
}

@Injectable()
export class TokensRepository {
  constructor(private readonly tables: Tables) {}

  async add(token: TokenRow): Promise<void> {
    await this.tables.of(TokenEntity).insert({ ...token });
  }

  async findByPublicId(publicId: string): Promise<TokenWithUser | undefined> {
    const row = await this.tables.of(TokenEntity).createQueryBuilder('t').innerJoinAndSelect('t.user', 'u').where('t.publicId = :publicId', { publicId }).getOne();
    return row?.user === undefined ? undefined : { token: row, user: row.user };
  }

  async page(userId: string, limit: number, after?: string): Promise<TokenRow[]> {
    const query = this.tables.of(TokenEntity).createQueryBuilder('t').where('t.userId = :userId', { userId }).orderBy('t.id', 'DESC').take(limit);
    if (after !== undefined) query.andWhere('t.id < :after', { after });
    return query.getMany();
  }

  async touch(id: string, lastUsedAt: Date): Promise<void> {
    await this.tables.of(TokenEntity).update({ id }, { lastUsedAt });
  }

  /** Whether there was one to remove. */
  async remove(userId: string, id: string): Promise<boolean> {
    return ((await this.tables.of(TokenEntity).delete({ id, userId })).affected ?? 0) > 0;
  }

  async removeOf(userId: string): Promise<void> {
    await this.tables.of(TokenEntity).delete({ userId });
  }
}
