import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Housekeeping } from '../../messaging/housekeeping.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { SignInAttemptsRepository } from './persistence/sign-in-attempts.repository.js';

const HOUR_MS = 3_600_000;

/** Forgets sessions that have ended and attempts that no longer count. */
@Injectable()
export class Expiry implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly sessions: SessionsRepository,
    private readonly attempts: SignInAttemptsRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('Forgetting ended sessions', () => this.sessions.removeExpired(this.clock.now()));
    this.housekeeping.add('Forgetting old sign-in attempts', () => this.attempts.forgetBefore(new Date(this.clock.now().getTime() - HOUR_MS)));
  }
}
