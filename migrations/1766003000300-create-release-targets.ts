import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from './columns.js';

/** A release at one place: cluster and namespace. `epoch` is the fence: whoever holds an older one has lost the target. */
export class CreateReleaseTargets1766003000300 implements MigrationInterface {
  name = 'CreateReleaseTargets1766003000300';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'release_targets',
      columns: [
        col.id(), col.reference('release_id'), col.reference('application_id'), col.reference('cluster_id'), col.name('namespace', 63), col.integer('wave'),
        col.word('state'), col.integer('epoch'), col.reference('lease_owner', { nullable: true }), col.at('lease_until', { nullable: true }),
        // Set while the target is in use: at most one release at a time per application, cluster and namespace.
        col.name('active_key', 140, { nullable: true }),
        col.integer('revision', { nullable: true }), col.integer('previous_revision', { nullable: true }), col.integer('attempts'),
        col.at('deadline_at', { nullable: true }), col.word('failure', { nullable: true }), col.text('detail'),
        col.word('verdict'), col.name('plan_hash', 64, { nullable: true }), col.bigText('plan', { nullable: true }),
        col.integer('objects'), col.integer('done'), col.integer('healthy'), col.at('started_at', { nullable: true }), col.at('ended_at', { nullable: true }),
      ],
      indices: [
        unique('ux_release_targets_place', 'release_id', 'cluster_id', 'namespace'), unique('ux_release_targets_active_key', 'active_key'),
        index('ix_release_targets_state', 'state', 'lease_until'), index('ix_release_targets_cluster_id', 'cluster_id', 'state'),
        index('ix_release_targets_lease_owner', 'lease_owner'),
      ],
      foreignKeys: [foreignKey('fk_release_targets_release_id', 'release_id', 'releases', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('release_targets');
  }
}
