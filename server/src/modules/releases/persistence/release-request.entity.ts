import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ReleaseEntity } from './release.entity.js';

@Entity('release_requests')
@Index('ux_release_requests_key', ['userId', 'idempotencyKey'], { unique: true })
@ForeignKey(() => ReleaseEntity, ['releaseId'], ['id'], { name: 'fk_release_requests_release_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ReleaseRequestEntity {
  @column.id() id: string;
  @column.reference('user_id') userId: string;
  @column.name('idempotency_key', 200) idempotencyKey: string;
  @column.name('body_hash', 64) bodyHash: string;
  @column.reference('release_id') releaseId: string;
  @column.at('created_at') createdAt: Date;
}
