import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { hashOfSecret, newSecret } from './opaque-token.js';
import { SessionsRepository, type SessionWithUser } from './persistence/sessions.repository.js';
import type { User } from './persistence/users.repository.js';

const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** A busy browser writes its last use once a minute, not once a request. */
const TOUCH_EVERY_MS = 60_000;

export interface OpenedSession {
  readonly secret: string;
  readonly expiresAt: Date;
  readonly actor: Actor;
}

const actorOf = (user: User, sessionId: string): Actor => ({ userId: user.id, login: user.login, via: 'session', sessionId, authEpoch: user.authEpoch });

/** Browser sessions: opened at sign-in, good for 30 minutes of silence and 12 hours in all. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  async open(user: User): Promise<OpenedSession> {
    const now = this.clock.now();
    const { secret, hash } = newSecret();
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
    const id = newId();
    await this.sessions.add({ id, userId: user.id, tokenHash: hash, authEpoch: user.authEpoch, createdAt: now, lastSeenAt: now, expiresAt });
    return { secret, expiresAt, actor: actorOf(user, id) };
  }

  /** The person behind a cookie, or undefined: unknown, expired, idle too long, revoked or disabled all look alike. */
  async recognise(secret: string): Promise<Actor | undefined> {
    const found = await this.sessions.findByHash(hashOfSecret(secret));
    if (found === undefined || !this.isLive(found)) return undefined;
    const { session, user } = found;
    if (this.clock.now().getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) await this.sessions.touch(session.id, this.clock.now());
    return actorOf(user, session.id);
  }

  /** When the actor's session ends at the latest; for a token, when a session opened now would. */
  async endOf(actor: Actor): Promise<Date> {
    const session = actor.sessionId === undefined ? undefined : await this.sessions.find(actor.sessionId);
    return session?.expiresAt ?? new Date(this.clock.now().getTime() + ABSOLUTE_MS);
  }

  async close(sessionId: string): Promise<void> {
    await this.sessions.remove(sessionId);
  }

  private isLive({ session, user }: SessionWithUser): boolean {
    const now = this.clock.now().getTime();
    return user.enabled && session.authEpoch === user.authEpoch && now < session.expiresAt.getTime() && now - session.lastSeenAt.getTime() < IDLE_MS;
  }
}
