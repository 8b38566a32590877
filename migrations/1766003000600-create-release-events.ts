import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, unique } from './columns.js';

/** The history of a release, only ever appended to. */
export class CreateReleaseEvents1766003000600 implements MigrationInterface {
  name = 'CreateReleaseEvents1766003000600';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'release_events',
      columns: [
        col.id(), col.reference('release_id'), col.integer('sequence'), col.at('at'), col.word('type'), col.reference('target_id', { nullable: true }),
        col.word('code'), col.text('detail'),
      ],
      indices: [unique('ux_release_events_sequence', 'release_id', 'sequence')],
      foreignKeys: [foreignKey('fk_release_events_release_id', 'release_id', 'releases', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('release_events');
  }
}
