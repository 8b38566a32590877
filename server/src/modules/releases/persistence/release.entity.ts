import type { ReleaseOptions, ReleaseState } from '@hyperkuber/contracts';
import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ApplicationEntity } from './application.entity.js';

export type ReleaseKind = 'deploy' | 'rollback' | 'uninstall';

@Entity('releases')
@Index('ix_releases_application_id', ['applicationId', 'id'])
@Index('ix_releases_state', ['state', 'id'])
@ForeignKey(() => ApplicationEntity, ['applicationId'], ['id'], { name: 'fk_releases_application_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ReleaseEntity {
  @column.id() id: string;
  @column.reference('application_id') applicationId: string;
  @column.word('kind') kind: ReleaseKind;
  @column.integer('revision', { nullable: true }) revision: number | null;
  @column.word('state') state: ReleaseState;
  @column.integer('epoch') epoch: number;
  @column.json('options') options: ReleaseOptions;
  @column.name('note', 500) note: string;
  @column.name('plan_hash', 64, { nullable: true }) planHash: string | null;
  @column.json('confirmations') confirmations: string[];
  @column.reference('rollback_of', { nullable: true }) rollbackOf: string | null;
  @column.reference('started_by') startedBy: string;
  @column.name('started_by_login', 64) startedByLogin: string;
  @column.reference('approved_by', { nullable: true }) approvedBy: string | null;
  @column.name('approved_by_login', 64, { nullable: true }) approvedByLogin: string | null;
  @column.text('detail') detail: string;
  @column.integer('event_count') eventCount: number;
  @column.integer('target_count') targetCount: number;
  @column.at('created_at') createdAt: Date;
  @column.at('started_at', { nullable: true }) startedAt: Date | null;
  @column.at('ended_at', { nullable: true }) endedAt: Date | null;
}
