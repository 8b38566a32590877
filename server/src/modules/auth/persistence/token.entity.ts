import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { UserEntity } from './user.entity.js';

@Entity('tokens')
@Index('ux_tokens_public_id', ['publicId'], { unique: true })
@Index('ix_tokens_user_id', ['userId'])
export class TokenEntity {
  @column.id() id: string;
  @column.reference('user_id') userId: string;
  @column.name('name', 120) name: string;
  @column.name('public_id', 8) publicId: string;
  @column.name('token_hash', 64) tokenHash: string;
  @column.json('cluster_ids', { nullable: true }) clusterIds: string[] | null;
  @column.flag('read_only') readOnly: boolean;
  @column.integer('auth_epoch') authEpoch: number;
  @column.at('created_at') createdAt: Date;
  @column.at('expires_at') expiresAt: Date;
  @column.at('last_used_at', { nullable: true }) lastUsedAt: Date | null;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_tokens_user_id' })
  user?: Relation<UserEntity>;
}
