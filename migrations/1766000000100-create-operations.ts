import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, index } from './columns.js';

/** Written inside each transaction on the MySQL family; tells after a connection lost at COMMIT whether it happened. */
export class CreateOperations1766000000100 implements MigrationInterface {
  name = 'CreateOperations1766000000100';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'operations',
      columns: [col.id(), col.at('created_at')],
      indices: [index('ix_operations_created_at', 'created_at')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('operations');
  }
}
