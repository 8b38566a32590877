import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index } from './columns.js';

/** One row per stretch of time with one state; the open one has no end. */
export class CreateClusterHealthSpans1766002000200 implements MigrationInterface {
  name = 'CreateClusterHealthSpans1766002000200';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'cluster_health_spans',
      columns: [
        col.id(), col.reference('cluster_id'), col.word('state'), col.name('code', 64), col.text('detail'),
        col.at('from_at'), col.at('until_at', { nullable: true }),
      ],
      indices: [index('ix_cluster_health_spans_cluster_id_from_at', 'cluster_id', 'from_at')],
      foreignKeys: [foreignKey('fk_cluster_health_spans_cluster_id', 'cluster_id', 'clusters', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('cluster_health_spans');
  }
}
