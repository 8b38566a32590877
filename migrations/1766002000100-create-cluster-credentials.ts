import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, unique } from './columns.js';

/** Every credential a cluster had; only the active one still has its sealed record. */
export class CreateClusterCredentials1766002000100 implements MigrationInterface {
  name = 'CreateClusterCredentials1766002000100';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'cluster_credentials',
      columns: [
        col.id(), col.reference('cluster_id'), col.integer('version'), col.word('kind'), col.word('status'),
        col.sealed('record', { nullable: true }), col.name('target', 512), col.name('fingerprint', 100),
        col.at('expires_at', { nullable: true }), col.at('created_at'),
      ],
      indices: [unique('ux_cluster_credentials_cluster_id_version', 'cluster_id', 'version')],
      foreignKeys: [foreignKey('fk_cluster_credentials_cluster_id', 'cluster_id', 'clusters', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('cluster_credentials');
  }
}
