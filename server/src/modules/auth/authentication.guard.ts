import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Actor } from '../../access/actor.js';
import { Unauthenticated } from '../../access/errors.js';
import { DECLARED_ACCESS, type DeclaredAccess } from '../../access/requires.decorator.js';
import { currentContext } from '../../kernel/request-context.js';

/** Proves who sends a request, by token or session, and puts the actor on it; routes for everybody are left alone. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(['token', 'session']) {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  // The options of PassportModule are injected over those of the constructor, so the place of the actor is said here.
  override getAuthenticateOptions(): { property: string; session: boolean } {
    return { property: 'actor', session: false };
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.getAllAndOverride<DeclaredAccess | undefined>(DECLARED_ACCESS, [context.getHandler(), context.getClass()]);
    if (declared?.kind === 'public') return true;
    return (await super.canActivate(context)) === true;
  }

  override handleRequest<T = Actor>(error: Error | null, actor: T | false): T {
    if (error !== null) throw error;
    if (actor === false || actor === undefined) throw new Unauthenticated('Sign in, or send a token.');
    const request = currentContext();
    if (request !== undefined) request.actorId = (actor as Actor).userId;
    return actor;
  }
}
