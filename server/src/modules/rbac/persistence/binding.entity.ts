import { Entity, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';

@Entity('bindings')
@Index('ux_bindings_user_id_role_id_scope_key', ['userId', 'roleId', 'scopeKey'], { unique: true })
@Index('ix_bindings_cluster_id', ['clusterId'])
export class BindingEntity {
  @column.id() id: string;
  @column.reference('user_id') userId: string;
  @column.name('role_id', 64) roleId: string;
  @column.word('scope_kind') scopeKind: 'platform' | 'cluster';
  @column.reference('cluster_id', { nullable: true }) clusterId: string | null;
  @column.name('scope_key', 120) scopeKey: string;
  @column.at('created_at') createdAt: Date;
}
