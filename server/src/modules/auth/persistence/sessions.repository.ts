import { Injectable } from '@nestjs/common';
import { LessThan, Not } from 'typeorm';
import { Tables } from '../../../persistence/tables.js';
import { SessionEntity } from './session.entity.js';
import { UserEntity } from './user.entity.js';

export type SessionRow = Readonly<Omit<SessionEntity, 'user'>>;
export interface SessionWithUser {
  readonly session: SessionRow;
  readonly user: Readonly<UserEntity>;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly tables: Tables) {}

  async add(session: SessionRow): Promise<void> {
    await this.tables.of(SessionEntity).insert({ ...session });
  }

  /** The session behind the hash with its person, in one query: every request of a browser comes by here. */
  async findByHash(tokenHash: string): Promise<SessionWithUser | undefined> {
    const row = await this.tables.of(SessionEntity).createQueryBuilder('s').innerJoinAndSelect('s.user', 'u').where('s.tokenHash = :tokenHash', { tokenHash }).getOne();
    return row?.user === undefined ? undefined : { session: row, user: row.user };
  }

  async find(id: string): Promise<SessionRow | undefined> {
    return (await this.tables.of(SessionEntity).findOneBy({ id })) ?? undefined;
  }

  async touch(id: string, lastSeenAt: Date): Promise<void> {
    await this.tables.of(SessionEntity).update({ id }, { lastSeenAt });
  }

  async remove(id: string): Promise<void> {
    await this.tables.of(SessionEntity).delete({ id });
  }

  async removeOthers(userId: string, keepId: string): Promise<void> {
    await this.tables.of(SessionEntity).delete({ userId, id: Not(keepId) });
  }

  async removeExpired(now: Date): Promise<void> {
    await this.tables.of(SessionEntity).delete({ expiresAt: LessThan(now) });
  }
}
