import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import type { Cluster, Environment } from '../cluster.js';
import type { ClusterScope } from '../cluster-scope.js';
import type { ClusterChange } from './cluster-change.js';
import { ClusterEntity } from './cluster.entity.js';

export interface ClusterQuery {
  readonly scope: ClusterScope;
  readonly limit: number;
  /** The name of the last cluster of the previous page. */
  readonly after?: string | undefined;
  readonly search?: string | undefined;
  readonly labels: readonly { readonly key: string; readonly value?: string | undefined }[];
  readonly environment?: Environment | undefined;
}

export interface ProbeClaim {
  readonly now: Date;
  /** Names the claim; a probe that finishes after its lease was given to another writes nothing. */
  readonly lease: string;
  readonly until: Date;
  readonly limit: number;
  /** Failing clusters wait for their time-outs: they are claimed apart, so that they never take the places of the others. */
  readonly failing: boolean;
}

@Injectable()
export class ClusterRepository {
  constructor(private readonly tables: Tables) {}

  /** False when the name or the uid is taken. */
  async insert(cluster: Cluster, tx?: Tx): Promise<boolean> {
    return this.unlessTaken(() => this.tables.of(ClusterEntity, tx).insert({ ...cluster }));
  }

  async find(id: string, tx?: Tx): Promise<Cluster | undefined> {
    return (await this.tables.of(ClusterEntity, tx).findOneBy({ id })) ?? undefined;
  }

  async findByName(name: string, tx?: Tx): Promise<Cluster | undefined> {
    return (await this.tables.of(ClusterEntity, tx).findOneBy({ name })) ?? undefined;
  }

  async findByUid(uid: string, tx?: Tx): Promise<Cluster | undefined> {
    return (await this.tables.of(ClusterEntity, tx).findOneBy({ uid })) ?? undefined;
  }

  async findMany(ids: readonly string[], tx?: Tx): Promise<Cluster[]> {
    return ids.length === 0 ? [] : this.tables.of(ClusterEntity, tx).findBy({ id: In([...ids]) });
  }

  /** One page in the order of the names. */
  async page(query: ClusterQuery, tx?: Tx): Promise<Cluster[]> {
    if (query.scope.kind === 'some' && query.scope.ids.length === 0) return [];
    const select = this.tables.of(ClusterEntity, tx).createQueryBuilder('cluster').orderBy('cluster.name').take(query.limit);
    if (query.scope.kind === 'some') select.andWhere('cluster.id IN (:...ids)', { ids: query.scope.ids });
    else if (query.scope.except.length > 0) select.andWhere('cluster.id NOT IN (:...except)', { except: query.scope.except });
    if (query.after !== undefined) select.andWhere('cluster.name > :after', { after: query.after });
    if (query.environment !== undefined) select.andWhere('cluster.environment = :environment', { environment: query.environment });
    return narrow(select, query).getMany();
  }

  async countByState(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.tables.of(ClusterEntity).createQueryBuilder('cluster')
      .select('cluster.state', 'state').addSelect('COUNT(*)', 'count').groupBy('cluster.state').getRawMany<{ state: string; count: number | string }>();
    return new Map(rows.map(({ state, count }) => [state, Number(count)]));
  }

  /** Writes when `connectionVersion` is still `from`; false when somebody else was first or the cluster is gone, or the new name is taken. */
  async change(id: string, from: number, change: ClusterChange, tx?: Tx): Promise<'changed' | 'meanwhile' | 'taken'> {
    let affected = 0;
    const free = await this.unlessTaken(async () => {
      affected = (await this.tables.of(ClusterEntity, tx).update({ id, connectionVersion: from }, change)).affected ?? 0;
    });
    if (!free) return 'taken';
    return affected === 1 ? 'changed' : 'meanwhile';
  }

  async remove(id: string, tx?: Tx): Promise<boolean> {
    return (await this.tables.of(ClusterEntity, tx).delete({ id })).affected === 1;
  }

  /** Takes due clusters for one worker; each goes to one claim only, also when workers ask at the same moment. */
  async claimDue(claim: ProbeClaim): Promise<Cluster[]> {
    if (claim.limit <= 0) return [];
    const due = await this.due(claim);
    const claimed: Cluster[] = [];
    for (const cluster of due) {
      if (await this.lease(cluster.id, claim)) claimed.push(cluster);
    }
    return claimed;
  }

  /** Writes what a probe saw and gives the lease back; false when the lease went to another or the connection changed. */
  async finishProbe(id: string, lease: string, connectionVersion: number, change: ClusterChange, tx?: Tx): Promise<boolean> {
    const result = await this.tables.of(ClusterEntity, tx)
      .update({ id, probeLease: lease, connectionVersion, enabled: true }, { ...change, probeLease: null, probeLeaseUntil: null });
    return result.affected === 1;
  }

  async dropLease(id: string, lease: string): Promise<void> {
    await this.tables.of(ClusterEntity).update({ id, probeLease: lease }, { probeLease: null, probeLeaseUntil: null });
  }

  /** Takes the lease of one cluster, whatever its time; for a probe that a person asked for. */
  async takeLease(id: string, lease: string, until: Date): Promise<void> {
    await this.tables.of(ClusterEntity).update({ id }, { probeLease: lease, probeLeaseUntil: until });
  }

  private due({ now, limit, failing }: ProbeClaim): Promise<Cluster[]> {
    return this.tables.of(ClusterEntity).createQueryBuilder('cluster')
      .where('cluster.enabled = :enabled AND cluster.nextProbeAt <= :now', { enabled: true, now })
      .andWhere('(cluster.probeLeaseUntil IS NULL OR cluster.probeLeaseUntil < :now)', { now })
      .andWhere(failing ? 'cluster.failures > 0' : 'cluster.failures = 0')
      .orderBy('cluster.nextProbeAt').take(limit).getMany();
  }

  private async lease(id: string, { now, lease, until }: ProbeClaim): Promise<boolean> {
    const result = await this.tables.of(ClusterEntity).createQueryBuilder().update()
      .set({ probeLease: lease, probeLeaseUntil: until })
      .where('id = :id AND enabled = :enabled AND next_probe_at <= :now', { id, enabled: true, now })
      .andWhere('(probe_lease_until IS NULL OR probe_lease_until < :now)', { now })
      .execute();
    return result.affected === 1;
  }

  private async unlessTaken(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}

/** INSTR compares byte by byte on every database; LIKE does not on SQLite, and knows wildcards. */
const narrow = (select: SelectQueryBuilder<ClusterEntity>, { search, labels }: ClusterQuery): SelectQueryBuilder<ClusterEntity> => {
  if (search !== undefined && search !== '') {
    select.andWhere('(INSTR(cluster.name, :lower) > 0 OR INSTR(cluster.labels, :search) > 0)', { lower: search.toLowerCase(), search });
  }
  labels.forEach(({ key, value }, index) => {
    // Label keys and values never hold a quote, so this text is found only where the label is.
    const text = value === undefined ? `"${key}":` : `"${key}":"${value}"`;
    select.andWhere(`INSTR(cluster.labels, :label${String(index)}) > 0`, { [`label${String(index)}`]: text });
  });
  return select;
};
