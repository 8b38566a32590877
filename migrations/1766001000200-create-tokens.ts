import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from './columns.js';

/** Personal tokens; the public part finds the row, the hash proves the rest. */
export class CreateTokens1766001000200 implements MigrationInterface {
  name = 'CreateTokens1766001000200';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'tokens',
      columns: [
        col.id(), col.reference('user_id'), col.name('name', 120), col.name('public_id', 8), col.name('token_hash', 64),
        col.json('cluster_ids', { nullable: true }), col.flag('read_only'), col.integer('auth_epoch'),
        col.at('created_at'), col.at('expires_at'), col.at('last_used_at', { nullable: true }),
      ],
      indices: [unique('ux_tokens_public_id', 'public_id'), index('ix_tokens_user_id', 'user_id')],
      foreignKeys: [foreignKey('fk_tokens_user_id', 'user_id', 'users', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('tokens');
  }
}
