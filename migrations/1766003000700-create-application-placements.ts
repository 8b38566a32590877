import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from './columns.js';

/** Where an application runs: the revision that was brought there last, and the last one that became healthy. */
export class CreateApplicationPlacements1766003000700 implements MigrationInterface {
  name = 'CreateApplicationPlacements1766003000700';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'application_placements',
      columns: [
        col.id(), col.reference('application_id'), col.reference('cluster_id'), col.name('namespace', 63), col.integer('revision'),
        col.integer('healthy_revision', { nullable: true }), col.reference('release_id'), col.word('health'), col.text('reason'), col.at('released_at'),
      ],
      indices: [unique('ux_application_placements_place', 'application_id', 'cluster_id', 'namespace'), index('ix_application_placements_cluster_id', 'cluster_id')],
      foreignKeys: [foreignKey('fk_application_placements_application_id', 'application_id', 'applications', 'RESTRICT')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('application_placements');
  }
}
