import { Injectable } from '@nestjs/common';
import type { Session } from '@hyperkuber/contracts';
import type { Response } from 'express';
import type { Actor } from '../../../access/actor.js';
import type { User } from '../persistence/users.repository.js';
import { SessionView } from '../session-view.js';
import { Sessions } from '../sessions.js';
import { clearSessionCookie, setSessionCookie } from './cookie.js';

/** Opens and closes the session of a browser: the row and the cookie together. */
@Injectable()
export class SessionCookies {
  constructor(
    private readonly sessions: Sessions,
    private readonly view: SessionView,
  ) {}

  async open(user: User, response: Response): Promise<Session> {
    const { secret, expiresAt, actor } = await this.sessions.open(user);
    setSessionCookie(response, secret, expiresAt);
    return this.view.execute(actor, secret);
  }

  async close(actor: Actor, response: Response): Promise<void> {
    if (actor.sessionId !== undefined) await this.sessions.close(actor.sessionId);
    clearSessionCookie(response);
  }
}
