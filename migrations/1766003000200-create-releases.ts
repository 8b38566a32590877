import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index } from './columns.js';

/** One run over many clusters. Every move is a compare-and-set on (state, epoch). */
export class CreateReleases1766003000200 implements MigrationInterface {
  name = 'CreateReleases1766003000200';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'releases',
      columns: [
        col.id(), col.reference('application_id'), col.word('kind'), col.integer('revision', { nullable: true }), col.word('state'), col.integer('epoch'),
        col.json('options'), col.name('note', 500), col.name('plan_hash', 64, { nullable: true }), col.json('confirmations'),
        col.reference('rollback_of', { nullable: true }), col.reference('started_by'), col.name('started_by_login', 64),
        col.reference('approved_by', { nullable: true }), col.name('approved_by_login', 64, { nullable: true }),
        col.text('detail'), col.integer('event_count'), col.integer('target_count'), col.at('created_at'), col.at('started_at', { nullable: true }), col.at('ended_at', { nullable: true }),
      ],
      indices: [index('ix_releases_application_id', 'application_id', 'id'), index('ix_releases_state', 'state', 'id')],
      foreignKeys: [foreignKey('fk_releases_application_id', 'application_id', 'applications', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('releases');
  }
}
