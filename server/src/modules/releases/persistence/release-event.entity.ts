import type { ReleaseEvent } from '@hyperkuber/contracts';
import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ReleaseEntity } from './release.entity.js';

@Entity('release_events')
@Index('ux_release_events_sequence', ['releaseId', 'sequence'], { unique: true })
@ForeignKey(() => ReleaseEntity, ['releaseId'], ['id'], { name: 'fk_release_events_release_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ReleaseEventEntity {
  @column.id() id: string;
  @column.reference('release_id') releaseId: string;
  @column.integer('sequence') sequence: number;
  @column.at('at') at: Date;
  @column.word('type') type: ReleaseEvent['type'];
  @column.reference('target_id', { nullable: true }) targetId: string | null;
  @column.word('code') code: string;
  @column.text('detail') detail: string;
}
