import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Actor } from './actor.js';
import { Unauthenticated } from './errors.js';
import type { Action, Module } from './tuple.js';

export const DECLARED_ACCESS = 'hyperkuber:access';

export type DeclaredAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'requires'; readonly module: Module; readonly action: Action };

/** What a request carries once authentication has proven who sends it. */
export interface AuthenticatedRequest {
  readonly actor?: Actor;
}

/** Lets in whoever may do this to anything. The use case still demands it for the object. */
export const Requires = (module: Module, action: Action): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata<string, DeclaredAccess>(DECLARED_ACCESS, { kind: 'requires', module, action }),
    ApiExtension('x-permission', `${module}:${action}`),
  );

/** Lets in everybody, signed in or not. */
export const Public = (): ClassDecorator & MethodDecorator => applyDecorators(
  SetMetadata<string, DeclaredAccess>(DECLARED_ACCESS, { kind: 'public' }),
  ApiExtension('x-permission', 'public'),
);

export const actorOf = (request: AuthenticatedRequest): Actor => {
  if (request.actor === undefined) throw new Unauthenticated('Sign in, or send a token.');
  return request.actor;
};

/** The actor of the request, as a parameter of a controller method. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<AuthenticatedRequest>()));
