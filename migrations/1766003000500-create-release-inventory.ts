import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from './columns.js';

/** Every object that a release brought into a cluster, and whose it is. Only what is here is ever pruned. */
export class CreateReleaseInventory1766003000500 implements MigrationInterface {
  name = 'CreateReleaseInventory1766003000500';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'release_inventory',
      columns: [
        col.id(), col.reference('cluster_id'), col.name('api_group', 253), col.name('kind', 63), col.name('namespace', 63), col.name('name', 253),
        col.name('api_version', 317), col.name('uid', 64), col.reference('application_id'), col.name('target_namespace', 63), col.name('intent_hash', 64),
        col.flag('created_by_us'), col.integer('revision'), col.at('updated_at'),
      ],
      indices: [
        unique('ux_release_inventory_object', 'cluster_id', 'api_group', 'kind', 'namespace', 'name'),
        index('ix_release_inventory_application_id', 'application_id', 'cluster_id', 'target_namespace'),
      ],
      foreignKeys: [foreignKey('fk_release_inventory_application_id', 'application_id', 'applications', 'RESTRICT')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('release_inventory');
  }
}
