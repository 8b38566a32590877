import { Entity, Index } from 'typeorm';
import { column } from '../../../persistence/column.js';

@Entity('sign_in_attempts')
@Index('ux_sign_in_attempts_login_hash', ['loginHash'], { unique: true })
@Index('ix_sign_in_attempts_window_started_at', ['windowStartedAt'])
export class SignInAttemptEntity {
  @column.id() id: string;
  @column.name('login_hash', 64) loginHash: string;
  @column.integer('failures') failures: number;
  @column.at('window_started_at') windowStartedAt: Date;
  @column.at('locked_until', { nullable: true }) lockedUntil: Date | null;
}
