import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ApplicationEntity } from './application.entity.js';

@Entity('release_inventory')
@Index('ux_release_inventory_object', ['clusterId', 'apiGroup', 'kind', 'namespace', 'name'], { unique: true })
@Index('ix_release_inventory_application_id', ['applicationId', 'clusterId', 'targetNamespace'])
@ForeignKey(() => ApplicationEntity, ['applicationId'], ['id'], { name: 'fk_release_inventory_application_id', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
export class InventoryEntity {
  @column.id() id: string;
  @column.reference('cluster_id') clusterId: string;
  @column.name('api_group', 253) apiGroup: string;
  @column.name('kind', 63) kind: string;
  @column.name('namespace', 63) namespace: string;
  @column.name('name', 253) name: string;
  @column.name('api_version', 317) apiVersion: string;
  /** '' until the cluster has answered the first apply. */
  @column.name('uid', 64) uid: string;
  @column.reference('application_id') applicationId: string;
  @column.name('target_namespace', 63) targetNamespace: string;
  @column.name('intent_hash', 64) intentHash: string;
  @column.flag('created_by_us') createdByUs: boolean;
  @column.integer('revision') revision: number;
  @column.at('updated_at') updatedAt: Date;
}
