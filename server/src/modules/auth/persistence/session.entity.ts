import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { UserEntity } from './user.entity.js';

@Entity('sessions')
@Index('ux_sessions_token_hash', ['tokenHash'], { unique: true })
@Index('ix_sessions_user_id', ['userId'])
@Index('ix_sessions_expires_at', ['expiresAt'])
export class SessionEntity {
  @column.id() id: string;
  @column.reference('user_id') userId: string;
  @column.name('token_hash', 64) tokenHash: string;
  @column.integer('auth_epoch') authEpoch: number;
  @column.at('created_at') createdAt: Date;
  @column.at('last_seen_at') lastSeenAt: Date;
  @column.at('expires_at') expiresAt: Date;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_sessions_user_id' })
  user?: Relation<UserEntity>;
}
