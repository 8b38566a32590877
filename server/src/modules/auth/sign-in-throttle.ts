import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { SignInLocked } from './errors.js';
import { hashOfSecret } from './opaque-token.js';
import { SignInAttemptsRepository } from './persistence/sign-in-attempts.repository.js';

const MAX_FAILURES = 5;
const WINDOW_MS = 300_000;
const LOCK_MS = 300_000;

/** Five failures for a login within five minutes lock it for five, whoever asks and whether or not there is such a person. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly attempts: SignInAttemptsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws SignInLocked while the login is locked, also for the right password. */
  async demand(login: string): Promise<void> {
    const key = hashOfSecret(login);
    const now = this.clock.now();
    const seen = await this.attempts.find(key);
    if (seen?.lockedUntil != null && seen.lockedUntil > now) {
      const retryAfterS = Math.ceil((seen.lockedUntil.getTime() - now.getTime()) / 1_000);
      throw new SignInLocked(`Wait ${String(Math.ceil(retryAfterS / 60))} min and try again.`, { retryAfterS });
    }
    if (seen !== undefined && seen.windowStartedAt.getTime() + WINDOW_MS <= now.getTime()) await this.attempts.forget(key);
  }

  async failed(login: string): Promise<void> {
    const key = hashOfSecret(login);
    const now = this.clock.now();
    await this.attempts.count(key, now);
    const seen = await this.attempts.find(key);
    if (seen !== undefined && seen.failures >= MAX_FAILURES) await this.attempts.lock(key, new Date(now.getTime() + LOCK_MS));
  }

  async succeeded(login: string): Promise<void> {
    await this.attempts.forget(hashOfSecret(login));
  }

  /** Until when the logins are locked; those that are not are missing. */
  async lockedAmong(logins: readonly string[]): Promise<Map<string, Date>> {
    const locked = await this.attempts.lockedAmong(logins.map(hashOfSecret));
    const now = this.clock.now();
    return new Map(logins.flatMap((login) => {
      const until = locked.get(hashOfSecret(login));
      return until === undefined || until <= now ? [] : [[login, until] as const];
    }));
  }
}
