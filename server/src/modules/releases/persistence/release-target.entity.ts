import type { TargetFailure, TargetState } from '@hyperkuber/contracts';
import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ReleaseEntity } from './release.entity.js';

export type Verdict = 'pending' | 'changes' | 'unchanged' | 'blocked';

@Entity('release_targets')
@Index('ux_release_targets_place', ['releaseId', 'clusterId', 'namespace'], { unique: true })
@Index('ux_release_targets_active_key', ['activeKey'], { unique: true })
@Index('ix_release_targets_state', ['state', 'leaseUntil'])
@Index('ix_release_targets_cluster_id', ['clusterId', 'state'])
@Index('ix_release_targets_lease_owner', ['leaseOwner'])
@ForeignKey(() => ReleaseEntity, ['releaseId'], ['id'], { name: 'fk_release_targets_release_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ReleaseTargetEntity {
  @column.id() id: string;
  @column.reference('release_id') releaseId: string;
  @column.reference('application_id') applicationId: string;
  @column.reference('cluster_id') clusterId: string;
  @column.name('namespace', 63) namespace: string;
  @column.integer('wave') wave: number;
  @column.word('state') state: TargetState;
  @column.integer('epoch') epoch: number;
  @column.reference('lease_owner', { nullable: true }) leaseOwner: string | null;
  @column.at('lease_until', { nullable: true }) leaseUntil: Date | null;
  @column.name('active_key', 140, { nullable: true }) activeKey: string | null;
  @column.integer('revision', { nullable: true }) revision: number | null;
  @column.integer('previous_revision', { nullable: true }) previousRevision: number | null;
  @column.integer('attempts') attempts: number;
  @column.at('deadline_at', { nullable: true }) deadlineAt: Date | null;
  @column.word('failure', { nullable: true }) failure: TargetFailure | null;
  @column.text('detail') detail: string;
  @column.word('verdict') verdict: Verdict;
  @column.name('plan_hash', 64, { nullable: true }) planHash: string | null;
  @column.bigText('plan', { nullable: true }) plan: string | null;
  @column.integer('objects') objects: number;
  @column.integer('done') done: number;
  @column.integer('healthy') healthy: number;
  @column.at('started_at', { nullable: true }) startedAt: Date | null;
  @column.at('ended_at', { nullable: true }) endedAt: Date | null;
}
