import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, unique } from './columns.js';

/** One object of one target. `in-flight` is written before the call to the cluster, so a killed worker leaves a trace. */
export class CreateReleaseSteps1766003000400 implements MigrationInterface {
  name = 'CreateReleaseSteps1766003000400';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'release_steps',
      columns: [
        col.id(), col.reference('target_id'), col.integer('ordinal'), col.word('operation'), col.word('action'), col.name('api_version', 317), col.name('kind', 63),
        col.name('namespace', 63), col.name('name', 253), col.name('intent_hash', 64), col.word('state'), col.name('uid', 64), col.name('resource_version', 64),
        col.word('health'), col.name('reason', 120), col.text('detail'), col.at('started_at', { nullable: true }), col.at('ended_at', { nullable: true }),
      ],
      indices: [unique('ux_release_steps_ordinal', 'target_id', 'ordinal')],
      foreignKeys: [foreignKey('fk_release_steps_target_id', 'target_id', 'release_targets', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('release_steps');
  }
}
