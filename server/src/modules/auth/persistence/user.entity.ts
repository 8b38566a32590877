import { Entity, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';

@Entity('users')
@Index('ux_users_login', ['login'], { unique: true })
export class UserEntity {
  @column.id() id: string;
  @column.name('login', 64) login: string;
  @column.name('display_name', 120) displayName: string;
  @column.name('password_hash', 255, { nullable: true }) passwordHash: string | null;
  @column.flag('enabled') enabled: boolean;
  /** Grows when every session and token of the person must end. */
  @column.integer('auth_epoch') authEpoch: number;
  @column.word('language') language: 'en' | 'zh';
  @column.word('theme') theme: 'system' | 'light' | 'dark';
  @column.at('last_sign_in_at', { nullable: true }) lastSignInAt: Date | null;
  @column.at('created_at') createdAt: Date;
}
