import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, unique } from './columns.js';

/** Never changed once written. The manifests are sealed because they may hold Secrets. */
export class CreateApplicationRevisions1766003000100 implements MigrationInterface {
  name = 'CreateApplicationRevisions1766003000100';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'application_revisions',
      columns: [
        col.id(), col.reference('application_id'), col.integer('number'), col.name('sha256', 64), col.sealed('manifests'), col.json('objects'),
        col.integer('object_count'), col.name('note', 500), col.reference('author_id'), col.name('author_login', 64), col.at('created_at'),
      ],
      indices: [unique('ux_application_revisions_number', 'application_id', 'number')],
      foreignKeys: [foreignKey('fk_application_revisions_application_id', 'application_id', 'applications', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('application_revisions');
  }
}
