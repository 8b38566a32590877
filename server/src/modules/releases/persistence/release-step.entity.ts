import type { PlanAction, StepState } from '@hyperkuber/contracts';
import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ReleaseTargetEntity } from './release-target.entity.js';

export type StepOperation = 'namespace' | 'apply' | 'delete';

@Entity('release_steps')
@Index('ux_release_steps_ordinal', ['targetId', 'ordinal'], { unique: true })
@ForeignKey(() => ReleaseTargetEntity, ['targetId'], ['id'], { name: 'fk_release_steps_target_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ReleaseStepEntity {
  @column.id() id: string;
  @column.reference('target_id') targetId: string;
  @column.integer('ordinal') ordinal: number;
  @column.word('operation') operation: StepOperation;
  @column.word('action') action: PlanAction;
  @column.name('api_version', 317) apiVersion: string;
  @column.name('kind', 63) kind: string;
  @column.name('namespace', 63) namespace: string;
  @column.name('name', 253) name: string;
  @column.name('intent_hash', 64) intentHash: string;
  @column.word('state') state: StepState;
  @column.name('uid', 64) uid: string;
  @column.name('resource_version', 64) resourceVersion: string;
  @column.word('health') health: string;
  @column.name('reason', 120) reason: string;
  @column.text('detail') detail: string;
  @column.at('started_at', { nullable: true }) startedAt: Date | null;
  @column.at('ended_at', { nullable: true }) endedAt: Date | null;
}
