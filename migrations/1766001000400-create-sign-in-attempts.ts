import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, index, unique } from './columns.js';

/** Failed sign-ins by login, known or not, so that the lock tells nobody who exists. */
export class CreateSignInAttempts1766001000400 implements MigrationInterface {
  name = 'CreateSignInAttempts1766001000400';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'sign_in_attempts',
      columns: [col.id(), col.name('login_hash', 64), col.integer('failures'), col.at('window_started_at'), col.at('locked_until', { nullable: true })],
      indices: [unique('ux_sign_in_attempts_login_hash', 'login_hash'), index('ix_sign_in_attempts_window_started_at', 'window_started_at')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('sign_in_attempts');
  }
}
