import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ClusterEntity } from './cluster.entity.js';

@Entity('cluster_credentials')
@Index('ux_cluster_credentials_cluster_id_version', ['clusterId', 'version'], { unique: true })
export class ClusterCredentialEntity {
  @column.id() id: string;
  @ForeignKey(() => ClusterEntity, { name: 'fk_cluster_credentials_cluster_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @column.reference('cluster_id') clusterId: string;
  @column.integer('version') version: number;
  @column.word('kind') kind: 'token' | 'certificate';
  @column.word('status') status: 'active' | 'retired';
  /** Null once retired: a credential that serves no more is not kept. */
  @column.sealed('record', { nullable: true }) record: Buffer | null;
  /** Scheme, host and port that the record is bound to. */
  @column.name('target', 512) target: string;
  @column.name('fingerprint', 100) fingerprint: string;
  @column.at('expires_at', { nullable: true }) expiresAt: Date | null;
  @column.at('created_at') createdAt: Date;
}
