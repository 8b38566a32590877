import { Entity, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';

@Entity('applications')
@Index('ux_applications_name', ['name'], { unique: true })
export class ApplicationEntity {
  @column.id() id: string;
  @column.name('name', 63) name: string;
  @column.name('description', 500) description: string;
  /** Keys the hashes that stand for secret values in plans and manifests. */
  @column.sealed('digest_key') digestKey: Buffer;
  @column.integer('latest_revision', { nullable: true }) latestRevision: number | null;
  @column.reference('created_by') createdBy: string;
  @column.name('created_by_login', 64) createdByLogin: string;
  @column.at('created_at') createdAt: Date;
}
