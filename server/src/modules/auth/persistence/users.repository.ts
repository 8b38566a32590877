import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import { UserEntity } from './user.entity.js';

export type User = Readonly<UserEntity>;
export type UserChange = Partial<Pick<UserEntity, 'displayName' | 'enabled' | 'language' | 'theme' | 'passwordHash' | 'lastSignInAt'>>;

@Injectable()
export class UsersRepository {
  constructor(private readonly tables: Tables) {}

  /** False when the login is taken. */
  async add(user: User): Promise<boolean> {
    try {
      await this.tables.of(UserEntity).insert({ ...user });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async find(id: string): Promise<User | undefined> {
    return (await this.tables.of(UserEntity).findOneBy({ id })) ?? undefined;
  }

  async findByLogin(login: string): Promise<User | undefined> {
    return (await this.tables.of(UserEntity).findOneBy({ login })) ?? undefined;
  }

  async page(limit: number, after?: string, search?: string): Promise<User[]> {
    const query = this.tables.of(UserEntity).createQueryBuilder('u').orderBy('u.login', 'ASC').take(limit);
    if (after !== undefined) query.andWhere('u.login > :after', { after });
    if (search !== undefined) query.andWhere('(LOWER(u.login) LIKE :like OR LOWER(u.displayName) LIKE :like)', { like: `%${search.toLowerCase().replace(/[%_]/g, '')}%` });
    return query.getMany();
  }

  async isEmpty(): Promise<boolean> {
    return (await this.tables.of(UserEntity).count({ take: 1 })) === 0;
  }

  async enabledAmong(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.tables.of(UserEntity).find({ where: { id: In([...ids]), enabled: true }, select: { id: true }, take: 10_000 });
    return rows.map((row) => row.id);
  }

  async loginsOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.tables.of(UserEntity).find({ where: { id: In([...ids]) }, select: { id: true, login: true }, take: 10_000 });
    return new Map(rows.map((row) => [row.id, row.login]));
  }

  async change(id: string, change: UserChange): Promise<void> {
    await this.tables.of(UserEntity).update({ id }, change);
  }

  /** Ends every session and token of the person. */
  async raiseEpoch(id: string): Promise<void> {
    await this.tables.of(UserEntity).increment({ id }, 'authEpoch', 1);
  }

  async remove(id: string): Promise<void> {
    await this.tables.of(UserEntity).delete({ id });
  }
}
