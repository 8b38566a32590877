import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, unique } from './columns.js';

/** Answers to POST /releases by Idempotency-Key, so that a repeated request starts nothing twice. */
export class CreateReleaseRequests1766003000800 implements MigrationInterface {
  name = 'CreateReleaseRequests1766003000800';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'release_requests',
      columns: [
        col.id(), col.reference('user_id'), col.name('idempotency_key', 200), col.name('body_hash', 64), col.reference('release_id'), col.at('created_at'),
      ],
      indices: [unique('ux_release_requests_key', 'user_id', 'idempotency_key')],
      foreignKeys: [foreignKey('fk_release_requests_release_id', 'release_id', 'releases', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('release_requests');
  }
}
