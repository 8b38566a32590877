import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, unique } from './columns.js';

/** One row: who this installation is, and the sentinel that proves at start that the keyring is the right one. */
export class CreateInstallations1766000000000 implements MigrationInterface {
  name = 'CreateInstallations1766000000000';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'installations',
      // `slot` always holds the same word: two replicas that start at once on an empty database cannot both install.
      columns: [col.id(), col.word('slot'), col.sealed('sentinel'), col.at('created_at')],
      indices: [unique('ux_installations_slot', 'slot')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('installations');
  }
}
