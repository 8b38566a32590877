import { Entity, Index } from 'typeorm';
import { column } from './column.js';

@Entity('installations')
@Index('ux_installations_slot', ['slot'], { unique: true })
export class InstallationEntity {
  @column.id() id: string;
  @column.word('slot') slot: string;
  @column.sealed('sentinel') sentinel: Buffer;
  @column.at('created_at') createdAt: Date;
}
