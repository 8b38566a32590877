import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from './columns.js';

/** Links that work once: the first set-up, a new password. */
export class CreateOneTimeLinks1766001000300 implements MigrationInterface {
  name = 'CreateOneTimeLinks1766001000300';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'one_time_links',
      columns: [col.id(), col.word('purpose'), col.reference('user_id', { nullable: true }), col.name('token_hash', 64), col.at('created_at'), col.at('expires_at')],
      indices: [unique('ux_one_time_links_token_hash', 'token_hash'), index('ix_one_time_links_user_id', 'user_id')],
      foreignKeys: [foreignKey('fk_one_time_links_user_id', 'user_id', 'users', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('one_time_links');
  }
}
