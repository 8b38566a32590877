import { Entity, ForeignKey, Index } from 'typeorm';
import type { ClusterState } from '@hyperkuber/contracts';
import { column } from '../../../persistence/column.js';
import { ClusterEntity } from './cluster.entity.js';

@Entity('cluster_health_spans')
@Index('ix_cluster_health_spans_cluster_id_from_at', ['clusterId', 'from'])
export class ClusterHealthSpanEntity {
  @column.id() id: string;
  @ForeignKey(() => ClusterEntity, { name: 'fk_cluster_health_spans_cluster_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @column.reference('cluster_id') clusterId: string;
  @column.word('state') state: ClusterState;
  @column.name('code', 64) code: string;
  @column.text('detail') detail: string;
  @column.at('from_at') from: Date;
  @column.at('until_at', { nullable: true }) until: Date | null;
}
