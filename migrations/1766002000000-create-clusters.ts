import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, index, unique } from './columns.js';

/** Registered clusters with the last that is known of their health. */
export class CreateClusters1766002000000 implements MigrationInterface {
  name = 'CreateClusters1766002000000';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'clusters',
      columns: [
        col.id(), col.name('name', 63), col.word('environment'), col.json('labels'), col.word('mode'), col.flag('enabled'),
        col.name('server', 512), col.name('uid', 64, { nullable: true }), col.integer('credential_version'), col.integer('connection_version'),
        col.word('state'), col.name('code', 64), col.text('detail'), col.at('since'), col.at('checked_at', { nullable: true }),
        col.integer('latency_ms', { nullable: true }), col.json('facts'), col.integer('failures'),
        col.at('next_probe_at'), col.reference('probe_lease', { nullable: true }), col.at('probe_lease_until', { nullable: true }),
        col.at('created_at'), col.at('updated_at'),
      ],
      indices: [
        unique('ux_clusters_name', 'name'), unique('ux_clusters_uid', 'uid'),
        index('ix_clusters_enabled_next_probe_at', 'enabled', 'next_probe_at'),
      ],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('clusters');
  }
}
