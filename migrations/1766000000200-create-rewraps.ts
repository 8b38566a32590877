import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, unique } from './columns.js';

/** How far the rewrap of one sealed column has come, so that a killed run goes on where it was. */
export class CreateRewraps1766000000200 implements MigrationInterface {
  name = 'CreateRewraps1766000000200';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'rewraps',
      columns: [
        col.id(), col.name('place', 130), col.name('key_id', 64), col.reference('last_row_id', { nullable: true }), col.at('updated_at'),
      ],
      indices: [unique('ux_rewraps_place', 'place')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('rewraps');
  }
}
