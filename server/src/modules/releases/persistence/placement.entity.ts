import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ApplicationEntity } from './application.entity.js';

@Entity('application_placements')
@Index('ux_application_placements_place', ['applicationId', 'clusterId', 'namespace'], { unique: true })
@Index('ix_application_placements_cluster_id', ['clusterId'])
@ForeignKey(() => ApplicationEntity, ['applicationId'], ['id'], { name: 'fk_application_placements_application_id', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
export class PlacementEntity {
  @column.id() id: string;
  @column.reference('application_id') applicationId: string;
  @column.reference('cluster_id') clusterId: string;
  @column.name('namespace', 63) namespace: string;
  /** What was brought there last, healthy or not. */
  @column.integer('revision') revision: number;
  /** What a rollback returns to. */
  @column.integer('healthy_revision', { nullable: true }) healthyRevision: number | null;
  @column.reference('release_id') releaseId: string;
  @column.word('health') health: string;
  @column.text('reason') reason: string;
  @column.at('released_at') releasedAt: Date;
}
