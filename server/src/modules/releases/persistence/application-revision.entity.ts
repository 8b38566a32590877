import type { ObjectRef } from '@hyperkuber/contracts';
import { Entity, ForeignKey, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';
import { ApplicationEntity } from './application.entity.js';

@Entity('application_revisions')
@Index('ux_application_revisions_number', ['applicationId', 'number'], { unique: true })
@ForeignKey(() => ApplicationEntity, ['applicationId'], ['id'], { name: 'fk_application_revisions_application_id', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
export class ApplicationRevisionEntity {
  @column.id() id: string;
  @column.reference('application_id') applicationId: string;
  @column.integer('number') number: number;
  @column.name('sha256', 64) sha256: string;
  @column.sealed('manifests') manifests: Buffer;
  @column.json('objects') objects: ObjectRef[];
  @column.integer('object_count') objectCount: number;
  @column.name('note', 500) note: string;
  @column.reference('author_id') authorId: string;
  @column.name('author_login', 64) authorLogin: string;
  @column.at('created_at') createdAt: Date;
}
