import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { Actor } from '../../../access/actor.js';
import { Unauthenticated } from '../../../access/errors.js';
import { AmbiguousCredentials } from '../errors.js';
import { sessionSecretOf } from '../http/cookie.js';
import { Tokens } from '../tokens.js';

const SCHEME = 'bearer ';

/** A script: `Authorization: Bearer hk_…`. A header that is there and wrong is a refusal, never a reason to look at the cookie. */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, 'token') {
  constructor(private readonly tokens: Tokens) {
    super();
  }

  async validate(request: Request): Promise<Actor | false> {
    const header = request.headers.authorization;
    if (header === undefined) return false;
    if (sessionSecretOf(request) !== undefined) throw new AmbiguousCredentials('Send a session cookie or a token, not both.');
    const actor = header.toLowerCase().startsWith(SCHEME) ? await this.tokens.recognise(header.slice(SCHEME.length)) : undefined;
    if (actor === undefined) throw new Unauthenticated('The token is unknown, expired or revoked.');
    return actor;
  }
}
