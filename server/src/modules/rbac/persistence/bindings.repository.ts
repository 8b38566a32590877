import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import { BindingEntity } from './binding.entity.js';

export interface Binding {
  readonly id: string;
  readonly userId: string;
  readonly roleId: string;
  readonly clusterId: string | null;
  readonly createdAt: Date;
}

const bindingOf = (row: BindingEntity): Binding => ({ id: row.id, userId: row.userId, roleId: row.roleId, clusterId: row.clusterId, createdAt: row.createdAt });

@Injectable()
export class BindingsRepository {
  constructor(private readonly tables: Tables) {}

  /** False when the person holds the role there already. */
  async add(binding: Binding): Promise<boolean> {
    try {
      await this.tables.of(BindingEntity).insert({
        ...binding,
        scopeKind: binding.clusterId === null ? 'platform' : 'cluster',
        scopeKey: binding.clusterId ?? 'platform',
      });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async find(id: string): Promise<Binding | undefined> {
    const row = await this.tables.of(BindingEntity).findOneBy({ id });
    return row === null ? undefined : bindingOf(row);
  }

  async findOf(userIds: readonly string[]): Promise<Binding[]> {
    if (userIds.length === 0) return [];
    const rows = await this.tables.of(BindingEntity).find({ where: { userId: In([...userIds]) }, order: { id: 'ASC' }, take: 10_000 });
    return rows.map(bindingOf);
  }

  /** Everybody who holds the role on the whole platform. */
  async holdersOf(roleId: string): Promise<string[]> {
    const rows = await this.tables.of(BindingEntity).find({ where: { roleId, scopeKey: 'platform' }, select: { id: true, userId: true }, take: 10_000 });
    return rows.map((row) => row.userId);
  }

  async page(filter: { readonly userId?: string; readonly clusterId?: string }, limit: number, after?: string): Promise<Binding[]> {
    const query = this.tables.of(BindingEntity).createQueryBuilder('b').orderBy('b.id', 'ASC').take(limit);
    if (filter.userId !== undefined) query.andWhere('b.userId = :userId', { userId: filter.userId });
    if (filter.clusterId !== undefined) query.andWhere('b.clusterId = :clusterId', { clusterId: filter.clusterId });
    if (after !== undefined) query.andWhere('b.id > :after', { after });
    return (await query.getMany()).map(bindingOf);
  }

  /**
   * A word that changes whenever the person's bindings do. Bindings never change and their ids ascend, so the number of
   * rows and the largest id tell every set from every earlier one.
   */
  async versionOf(userId: string): Promise<string> {
    const row = await this.tables.of(BindingEntity).createQueryBuilder('b')
      .select('COUNT(*)', 'count').addSelect('MAX(b.id)', 'last').where('b.userId = :userId', { userId })
      .getRawOne<{ count: number | string; last: string | null }>();
    return `${String(row?.count ?? 0)}:${row?.last ?? ''}`;
  }

  async remove(id: string): Promise<void> {
    await this.tables.of(BindingEntity).delete({ id });
  }

  async removeOf(userId: string): Promise<void> {
    await this.tables.of(BindingEntity).delete({ userId });
  }

  async removeOn(clusterId: string): Promise<void> {
    await this.tables.of(BindingEntity).delete({ clusterId });
  }
}
