import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { UserEntity } from './user.entity.js';

@Entity('one_time_links')
@Index('ux_one_time_links_token_hash', ['tokenHash'], { unique: true })
@Index('ix_one_time_links_user_id', ['userId'])
export class OneTimeLinkEntity {
  @column.id() id: string;
  @column.word('purpose') purpose: 'setup' | 'password';
  @column.reference('user_id', { nullable: true }) userId: string | null;
  @column.name('token_hash', 64) tokenHash: string;
  @column.at('created_at') createdAt: Date;
  @column.at('expires_at') expiresAt: Date;
  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'fk_one_time_links_user_id' })
  user?: Relation<UserEntity>;
}
