import { Entity, Index } from 'typeorm';
import { column } from './column.js';

@Entity('operations')
@Index('ix_operations_created_at', ['createdAt'])
export class OperationEntity {
  @column.id() id: string;
  @column.at('created_at') createdAt: Date;
}
