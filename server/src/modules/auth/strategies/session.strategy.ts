import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { Actor } from '../../../access/actor.js';
import { CsrfRefused } from '../errors.js';
import { sessionSecretOf } from '../http/cookie.js';
import { csrfTokenOf, sameText } from '../opaque-token.js';
import { Sessions } from '../sessions.js';

const READING = new Set(['GET', 'HEAD']);

/** A browser: the session cookie, and for everything that is not a read the CSRF token of that session in `X-HK-CSRF`. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  async validate(request: Request): Promise<Actor | false> {
    const secret = sessionSecretOf(request);
    if (secret === undefined) return false;
    const actor = await this.sessions.recognise(secret);
    if (actor === undefined) return false;
    if (!READING.has(request.method) && !sameText(request.get('x-hk-csrf') ?? '', csrfTokenOf(secret))) {
      throw new CsrfRefused('Send the csrfToken of GET /api/v1/sessions/current in the header X-HK-CSRF.');
    }
    return actor;
  }
}
