import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, unique } from './columns.js';

/** People who sign in to the platform. */
export class CreateUsers1766001000000 implements MigrationInterface {
  name = 'CreateUsers1766001000000';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'users',
      columns: [
        col.id(), col.name('login', 64), col.name('display_name', 120), col.name('password_hash', 255, { nullable: true }),
        col.flag('enabled'), col.integer('auth_epoch'), col.word('language'), col.word('theme'),
        col.at('last_sign_in_at', { nullable: true }), col.at('created_at'),
      ],
      indices: [unique('ux_users_login', 'login')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('users');
  }
}
