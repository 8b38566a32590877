import { Entity, ForeignKey, Index, Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, foreignKey, index, unique } from '../../../../migrations/columns.js';
import { column } from '../column.js';

/** A table with each word of the column vocabulary, and a child of it: what holds for them holds for every table. */
@Entity('parents')
@Index('ux_parents_name', ['name'], { unique: true })
export class ParentEntity {
  @column.id() id: string;
  @column.name('name', 120) name: string;
  @column.name('nick_name', 253, { nullable: true }) nickName: string | null;
  @column.word('phase', { default: 'new' }) phase: string;
  @column.text('note', { nullable: true }) note: string | null;
  @column.bigText('manifest', { nullable: true }) manifest: string | null;
  @column.json('labels') labels: Record<string, string>;
  @column.json('extra', { nullable: true }) extra: { readonly at: string } | null;
  @column.at('created_at') createdAt: Date;
  @column.at('seen_at', { nullable: true }) seenAt: Date | null;
  @column.flag('is_paused', { default: false }) isPaused: boolean;
  @column.flag('reachable', { nullable: true }) reachable: boolean | null;
  @column.integer('version', { default: 1 }) version: number;
  @column.integer('port', { nullable: true }) port: number | null;
  @column.big('bytes', { default: 0 }) bytes: number;
  @column.big('revision', { nullable: true }) revision: number | null;
  @column.binary('digest', { nullable: true }) digest: Buffer | null;
  @column.sealed('secret', { nullable: true }) secret: Buffer | null;
}

@Entity('children')
@Index('ix_children_parent_id', ['parentId'])
export class ChildEntity {
  @column.id() id: string;
  @ForeignKey(() => ParentEntity, { name: 'fk_children_parent_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @column.reference('parent_id') parentId: string;
  @column.word('kind') kind: string;
}

export class CreateParents1700000000000 implements MigrationInterface {
  name = 'CreateParents1700000000000';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'parents',
      columns: [
        col.id(), col.name('name', 120), col.name('nick_name', 253, { nullable: true }), col.word('phase', { default: 'new' }),
        col.text('note', { nullable: true }), col.bigText('manifest', { nullable: true }), col.json('labels'), col.json('extra', { nullable: true }),
        col.at('created_at'), col.at('seen_at', { nullable: true }), col.flag('is_paused', { default: false }), col.flag('reachable', { nullable: true }),
        col.integer('version', { default: 1 }), col.integer('port', { nullable: true }), col.big('bytes', { default: 0 }), col.big('revision', { nullable: true }),
        col.binary('digest', { nullable: true }), col.sealed('secret', { nullable: true }),
      ],
      indices: [unique('ux_parents_name', 'name')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('parents');
  }
}

export class CreateChildren1700000000100 implements MigrationInterface {
  name = 'CreateChildren1700000000100';

  async up(q: QueryRunner): Promise<void> {
    const col = columnsFor(q);
    await q.createTable(new Table({
      name: 'children',
      columns: [col.id(), col.reference('parent_id'), col.word('kind')],
      indices: [index('ix_children_parent_id', 'parent_id')],
      foreignKeys: [foreignKey('fk_children_parent_id', 'parent_id', 'parents', 'CASCADE')],
    }));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.dropTable('children');
  }
}
