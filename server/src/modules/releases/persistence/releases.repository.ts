import { Injectable } from '@nestjs/common';
import { In, LessThan, MoreThan, type SelectQueryBuilder } from 'typeorm';
import type { ReleaseEvent, ReleaseState } from '@hyperkuber/contracts';
import { newId } from '../../../kernel/ids.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import type { PageOf } from './applications.repository.js';
import { addPlainRows, changePlainRows, plainRow } from './plain-rows.repository.js';
import { ReleaseEntity } from './release.entity.js';
import { idsOf, type Reach, reachesAll } from '../reach.js';
import { ReleaseTargetEntity } from './release-target.entity.js';
import { ReleaseEventEntity } from './release-event.entity.js';

export type ReleaseRecord = ReleaseEntity;

export interface EventEntry {
  readonly type: ReleaseEvent['type'];
  readonly targetId: string | null;
  readonly code: string;
  readonly detail: string;
}

export interface ReleaseFilter {
  readonly applicationId?: string | undefined;
  readonly state?: ReleaseState | undefined;
  readonly clusterId?: string | undefined;
  readonly reach: Reach;
}

type Moved = Partial<Pick<ReleaseEntity, 'planHash' | 'confirmations' | 'approvedBy' | 'approvedByLogin' | 'detail' | 'startedAt' | 'endedAt'>>;

const CHUNK = 50;

@Injectable()
export class Releases {
  constructor(private readonly tables: Tables) {}

  async add(release: ReleaseRecord, tx?: Tx): Promise<void> {
    await this.tables.of(ReleaseEntity, tx).insert({ ...release });
  }

  find(id: string, tx?: Tx): Promise<ReleaseRecord | undefined> {
    return plainRow(this.tables.of(ReleaseEntity, tx), { id });
  }

  async findAll(ids: readonly string[], tx?: Tx): Promise<ReleaseRecord[]> {
    return ids.length === 0 ? [] : this.tables.of(ReleaseEntity, tx).find({ where: { id: In([...new Set(ids)]) }, take: ids.length });
  }

  /** Newest first. */
  page({ limit, before }: PageOf, { applicationId, state, clusterId, reach }: ReleaseFilter, tx?: Tx): Promise<ReleaseRecord[]> {
    const query = this.tables.of(ReleaseEntity, tx).createQueryBuilder('release').orderBy('release.id', 'DESC').take(limit);
    if (before !== undefined) query.andWhere({ id: LessThan(before) });
    if (applicationId !== undefined) query.andWhere({ applicationId });
    if (state !== undefined) query.andWhere({ state });
    if (clusterId !== undefined) query.andWhere(hasTarget(query, { kind: 'some', ids: [clusterId] }, 'wished'), { wished: [clusterId] });
    if (!reachesAll(reach)) query.andWhere(hasTarget(query, reach, 'reach'), { reach: [...idsOf(reach)] });
    return query.getMany();
  }

  /** Releases of an application that a person or a worker still has to bring to an end. */
  countOpen(applicationId: string, ended: readonly ReleaseState[], tx?: Tx): Promise<number> {
    return this.tables.of(ReleaseEntity, tx).createQueryBuilder('release').where({ applicationId })
      .andWhere('release.state NOT IN (:...ended)', { ended }).getCount();
  }

  /** Compare-and-set on (state, epoch); false means that somebody else was first and nothing was written. */
  async move(release: Pick<ReleaseRecord, 'id' | 'state' | 'epoch'>, to: ReleaseState, set: Moved, tx: Tx): Promise<boolean> {
    const { id, state, epoch } = release;
    return await changePlainRows(this.tables.of(ReleaseEntity, tx), { id, state, epoch }, { ...set, state: to, epoch: epoch + 1 }) === 1;
  }

  /**
   * Adds to the history. The row of the release is locked until the transaction ends, so numbers appear in order and
   * without gaps: a stream that resumes after one misses none. Call it before any other write of the transaction.
   */
  async append(releaseId: string, at: Date, entries: readonly EventEntry[], tx: Tx): Promise<ReleaseRecord> {
    const releases = this.tables.of(ReleaseEntity, tx);
    await releases.query('UPDATE releases SET event_count = event_count + ? WHERE id = ?', [entries.length, releaseId]);
    const release = await plainRow(releases, { id: releaseId });
    if (release === undefined) throw new Error('A release without a row has no history');
    const first = release.eventCount - entries.length + 1;
    const rows = entries.map((entry, index) => ({ id: newId(), releaseId, sequence: first + index, at, ...entry }));
    for (let from = 0; from < rows.length; from += CHUNK) await addPlainRows(this.tables.of(ReleaseEventEntity, tx), rows.slice(from, from + CHUNK));
    return release;
  }

  /** The history after a number, oldest first. */
  events(releaseId: string, after: number, limit: number, tx?: Tx): Promise<ReleaseEventEntity[]> {
    return this.tables.of(ReleaseEventEntity, tx).find({ where: { releaseId, sequence: MoreThan(after) }, order: { sequence: 'ASC' }, take: limit });
  }
}

/** A condition: one of the release's targets is on a cluster within reach. An empty list reaches nothing. */
const hasTarget = (query: SelectQueryBuilder<ReleaseEntity>, reach: Reach, parameter: string): string => {
  const targets = query.subQuery().select('1').from(ReleaseTargetEntity, `target_${parameter}`).where(`target_${parameter}.release_id = release.id`);
  if (reach.kind === 'some' && reach.ids.length === 0) return '1 = 0';
  return `EXISTS ${targets.andWhere(`target_${parameter}.cluster_id ${reach.kind === 'all' ? 'NOT IN' : 'IN'} (:...${parameter})`).getQuery()}`;
};
