import { Injectable } from '@nestjs/common';
import { Brackets, In, IsNull, Not } from 'typeorm';
import type { TargetState } from '@hyperkuber/contracts';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { TargetBusy } from '../errors.js';
import { type Reach, reachesAll, reachesNothing } from '../reach.js';
import { type TargetCounts, WORKABLE_TARGET_STATES } from '../release-states.js';
import type { Place } from './placements.repository.js';
import { changePlainRows, plainRow } from './plain-rows.repository.js';
import { ReleaseTargetEntity } from './release-target.entity.js';

/** A target without its plan, which may be large. */
export type TargetRecord = Omit<ReleaseTargetEntity, 'plan'>;
export type TargetKey = Pick<ReleaseTargetEntity, 'id' | 'epoch'>;
export type TargetChange = Partial<Omit<ReleaseTargetEntity, 'id' | 'releaseId' | 'applicationId' | 'clusterId' | 'namespace' | 'wave'>>;

export interface Lease {
  readonly owner: string;
  readonly now: Date;
  readonly until: Date;
}

const WITHOUT_PLAN = {
  id: true, releaseId: true, applicationId: true, clusterId: true, namespace: true, wave: true, state: true, epoch: true, leaseOwner: true, leaseUntil: true,
  activeKey: true, revision: true, previousRevision: true, attempts: true, deadlineAt: true, failure: true, detail: true, verdict: true, planHash: true,
  objects: true, done: true, healthy: true, startedAt: true, endedAt: true,
} as const;
const MOST = 1_000;
const CHUNK = 50;

/** What a target is known by while it is in use. */
export const activeKeyOf = ({ applicationId, clusterId, namespace }: Place): string => `${applicationId}/${clusterId}/${namespace}`;

@Injectable()
export class Targets {
  constructor(private readonly tables: Tables) {}

  async add(targets: readonly ReleaseTargetEntity[], tx?: Tx): Promise<void> {
    try {
      for (let from = 0; from < targets.length; from += CHUNK) {
        await this.tables.of(ReleaseTargetEntity, tx).insert(targets.slice(from, from + CHUNK).map((target) => ({ ...target })));
      }
    } catch (error) {
      if (isUniqueViolation(error)) throw new TargetBusy('Another release has just begun there: look at it first.');
      throw error;
    }
  }

  /** Targets, of whatever release, that hold one of the keys. */
  holding(activeKeys: readonly string[], tx?: Tx): Promise<TargetRecord[]> {
    return this.tables.of(ReleaseTargetEntity, tx).find({ select: WITHOUT_PLAN, where: { activeKey: In([...activeKeys]) }, take: MOST });
  }

  find(id: string, tx?: Tx): Promise<TargetRecord | undefined> {
    return plainRow(this.tables.of(ReleaseTargetEntity, tx), { id }, ['plan']);
  }

  ofRelease(releaseId: string, tx?: Tx): Promise<TargetRecord[]> {
    return this.tables.of(ReleaseTargetEntity, tx).find({ select: WITHOUT_PLAN, where: { releaseId }, order: { wave: 'ASC', id: 'ASC' }, take: MOST });
  }

  /** Targets by state of each release, as far as somebody reaches. */
  async countsOf(releaseIds: readonly string[], reach: Reach, tx?: Tx): Promise<ReadonlyMap<string, TargetCounts>> {
    if (releaseIds.length === 0 || reachesNothing(reach)) return new Map();
    const query = this.tables.of(ReleaseTargetEntity, tx).createQueryBuilder('target').select('target.release_id', 'releaseId')
      .addSelect('target.state', 'state').addSelect('COUNT(*)', 'number').where({ releaseId: In([...releaseIds]) });
    if (!reachesAll(reach)) query.andWhere({ clusterId: reach.kind === 'all' ? Not(In([...reach.except])) : In([...reach.ids]) });
    const rows = await query.groupBy('target.release_id').addGroupBy('target.state').getRawMany<{ releaseId: string; state: TargetState; number: number | string }>();
    return new Map(releaseIds.map((id) => [id, Object.fromEntries(rows.filter(({ releaseId }) => releaseId === id).map(({ state, number }) => [state, Number(number)]))]));
  }

  plansOf(releaseId: string, tx?: Tx): Promise<ReleaseTargetEntity[]> {
    return this.tables.of(ReleaseTargetEntity, tx).find({ where: { releaseId }, order: { wave: 'ASC', id: 'ASC' }, take: MOST });
  }

  async plan(id: string, tx?: Tx): Promise<string | null> {
    return (await this.tables.of(ReleaseTargetEntity, tx).findOne({ select: { id: true, plan: true }, where: { id } }))?.plan ?? null;
  }

  async counts(releaseId: string, tx?: Tx): Promise<TargetCounts> {
    const rows = await this.tables.of(ReleaseTargetEntity, tx).createQueryBuilder('target').select('target.state', 'state').addSelect('COUNT(*)', 'number')
      .where({ releaseId }).groupBy('target.state').getRawMany<{ state: TargetState; number: number | string }>();
    return Object.fromEntries(rows.map(({ state, number }) => [state, Number(number)]));
  }

  /** Takes a target whose lease is free or over; whoever loses the race gets false. The new fence is `epoch + 1`. */
  async claim({ id, epoch, state }: Pick<TargetRecord, 'id' | 'epoch' | 'state'>, { owner, now, until }: Lease, tx?: Tx): Promise<boolean> {
    const { affected } = await this.tables.of(ReleaseTargetEntity, tx).createQueryBuilder().update()
      .set({ epoch: epoch + 1, leaseOwner: owner, leaseUntil: until, attempts: () => 'attempts + 1' })
      .where({ id, epoch, state }).andWhere(free(now)).execute();
    return affected === 1;
  }

  /** Holds on to the targets; the ids that are still ours come back. */
  async renew(ids: readonly string[], { owner, until }: Lease, tx?: Tx): Promise<string[]> {
    if (ids.length === 0) return [];
    await this.tables.of(ReleaseTargetEntity, tx).update({ id: In([...ids]), leaseOwner: owner }, { leaseUntil: until });
    const rows = await this.tables.of(ReleaseTargetEntity, tx).find({ select: { id: true }, where: { id: In([...ids]), leaseOwner: owner }, take: ids.length });
    return rows.map(({ id }) => id);
  }

  /** Gives the target back for anybody to go on with. */
  async release({ id, epoch }: TargetKey, tx?: Tx): Promise<void> {
    await this.tables.of(ReleaseTargetEntity, tx).update({ id, epoch }, { leaseOwner: null, leaseUntil: null });
  }

  /** Gives the target back because the worker was told to stop: that is no fault of the target and counts as no attempt. */
  async handBack({ id, epoch }: TargetKey, tx?: Tx): Promise<void> {
    await this.tables.of(ReleaseTargetEntity, tx).update({ id, epoch }, { leaseOwner: null, leaseUntil: null, attempts: () => 'attempts - 1' });
  }

  /** Frees what a worker before us held. Only for the one worker of a database; a late write of the other is still fenced off by the next claim. */
  async freeAll(tx?: Tx): Promise<void> {
    await this.tables.of(ReleaseTargetEntity, tx).update({ leaseOwner: Not(IsNull()) }, { leaseOwner: null, leaseUntil: null });
  }

  /** Writes only while the fence still holds; false means that the target was lost. */
  async write({ id, epoch }: TargetKey, change: TargetChange, tx?: Tx): Promise<boolean> {
    return await changePlainRows(this.tables.of(ReleaseTargetEntity, tx), { id, epoch }, change) === 1;
  }

  /** Locks the row for the rest of the transaction; false when the fence has moved. */
  async stillHeld({ id, epoch }: TargetKey, tx: Tx): Promise<boolean> {
    return this.write({ id, epoch }, { epoch }, tx);
  }

  /** Compare-and-set on (state, epoch). */
  async move({ id, epoch, state }: Pick<TargetRecord, 'id' | 'epoch' | 'state'>, to: TargetState, change: TargetChange, tx: Tx): Promise<boolean> {
    return await changePlainRows(this.tables.of(ReleaseTargetEntity, tx), { id, epoch, state }, { ...change, state: to }) === 1;
  }

  /** Moves every target of the release that is in one of the states and that no worker holds, and fences off whoever comes late. */
  async moveFree(releaseId: string, from: readonly TargetState[], to: TargetState, now: Date, change: TargetChange, tx: Tx): Promise<number> {
    const { affected } = await this.tables.of(ReleaseTargetEntity, tx).createQueryBuilder().update()
      .set({ ...change, state: to, epoch: () => 'epoch + 1', leaseOwner: null, leaseUntil: null })
      .where({ releaseId, state: In([...from]) }).andWhere(free(now)).execute();
    return affected ?? 0;
  }

  /** The release is over: its places are free for the next one. */
  async letGo(releaseId: string, tx: Tx): Promise<void> {
    await this.tables.of(ReleaseTargetEntity, tx).update({ releaseId }, { activeKey: null });
  }

  /** Targets that have work and no worker: never begun, or whose worker is gone. */
  findStranded(now: Date, limit: number, tx?: Tx): Promise<Pick<TargetRecord, 'id' | 'epoch'>[]> {
    return this.tables.of(ReleaseTargetEntity, tx).createQueryBuilder('target').select(['target.id', 'target.epoch'])
      .where({ state: In([...WORKABLE_TARGET_STATES]) }).andWhere(free(now)).orderBy('target.id').take(limit).getMany();
  }
}

// The parameter is written as text in one form that both databases compare as a moment.
const free = (now: Date): Brackets => new Brackets((where) => where.where('lease_until IS NULL').orWhere('lease_until < :now', { now: sqlMoment(now) }));

const sqlMoment = (moment: Date): string => moment.toISOString().slice(0, 23).replace('T', ' ');
