import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, unique } from './columns.js';

/** What people release: a name with numbered revisions. `digest_key` keys the hashes that stand for secret values. */
export class CreateApplications1766003000000 implements MigrationInterface {
  name = 'CreateApplications1766003000000';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'applications',
      columns: [
        col.id(), col.name('name', 63), col.name('description', 500), col.sealed('digest_key'), col.integer('latest_revision', { nullable: true }),
        col.reference('created_by'), col.name('created_by_login', 64), col.at('created_at'),
      ],
      indices: [unique('ux_applications_name', 'name')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('applications');
  }
}
