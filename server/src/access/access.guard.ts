import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Access } from './access.js';
import { AccessDenied } from './errors.js';
import { actorOf, DECLARED_ACCESS, type AuthenticatedRequest, type DeclaredAccess } from './requires.decorator.js';

/** The first gate: a route says who may call it, or nobody may. Runs after authentication has set `request.actor`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly access: Access) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.getAllAndOverride<DeclaredAccess | undefined>(DECLARED_ACCESS, [context.getHandler(), context.getClass()]);
    if (declared === undefined) throw new AccessDenied('This route does not say who may call it, so nobody may.', { reason: 'undeclared-route' });
    if (declared.kind === 'public') return true;
    const actor = actorOf(context.switchToHttp().getRequest<AuthenticatedRequest>());
    const { module, action } = declared;
    if ((await this.access.policyOf(actor)).mayEver(module, action)) return true;
    throw new AccessDenied(`You may not ${action} ${module}.`, { module, action, reason: 'no-rule' });
  }
}
