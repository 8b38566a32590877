import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, index, unique } from './columns.js';

/** Who holds which role where. */
export class CreateBindings1766001000500 implements MigrationInterface {
  name = 'CreateBindings1766001000500';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'bindings',
      columns: [
        col.id(), col.reference('user_id'), col.name('role_id', 64), col.word('scope_kind'), col.reference('cluster_id', { nullable: true }),
        col.name('scope_key', 120), col.at('created_at'),
      ],
      // scope_key is 'platform' or the cluster's id: a null inside a unique index is never equal to another.
      indices: [unique('ux_bindings_user_id_role_id_scope_key', 'user_id', 'role_id', 'scope_key'), index('ix_bindings_cluster_id', 'cluster_id')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('bindings');
  }
}
