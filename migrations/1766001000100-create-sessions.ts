import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from './columns.js';

/** Browser sessions; only the hash of the cookie is kept. */
export class CreateSessions1766001000100 implements MigrationInterface {
  name = 'CreateSessions1766001000100';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'sessions',
      columns: [
        col.id(), col.reference('user_id'), col.name('token_hash', 64), col.integer('auth_epoch'),
        col.at('created_at'), col.at('last_seen_at'), col.at('expires_at'),
      ],
      indices: [unique('ux_sessions_token_hash', 'token_hash'), index('ix_sessions_user_id', 'user_id'), index('ix_sessions_expires_at', 'expires_at')],
      foreignKeys: [foreignKey('fk_sessions_user_id', 'user_id', 'users', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('sessions');
  }
}
