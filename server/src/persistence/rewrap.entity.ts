import { Entity, Index } from 'typeorm';
import { column } from './column.js';

@Entity('rewraps')
@Index('ux_rewraps_place', ['place'], { unique: true })
export class RewrapEntity {
  @column.id() id: string;
  @column.name('place', 130) place: string;
  @column.name('key_id', 64) keyId: string;
  @column.reference('last_row_id', { nullable: true }) lastRowId: string | null;
  @column.at('updated_at') updatedAt: Date;
}
