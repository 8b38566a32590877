import { Injectable } from '@nestjs/common';
import type { Permission, Session } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import type { ActorPolicy } from '../../access/actor-policy.js';
import type { Action, Module } from '../../access/tuple.js';
import { csrfTokenOf } from './opaque-token.js';
import { OwnAccount } from './own-account.js';
import { Sessions } from './sessions.js';

/** What the console asks before it offers something. */
const OFFERED: ReadonlyArray<readonly [Module, Action]> = [
  ['clusters', 'read'], ['clusters', 'create'], ['clusters', 'update'], ['clusters', 'rotate'], ['clusters', 'delete'], ['clusters', 'enable'], ['clusters', 'disable'], ['clusters', 'probe'],
  ['applications', 'read'], ['applications', 'create'], ['applications', 'update'], ['applications', 'delete'],
  ['releases', 'read'], ['releases', 'create'], ['releases', 'approve'], ['releases', 'run'], ['releases', 'rollback'],
  ['users', 'read'], ['users', 'create'], ['users', 'update'], ['users', 'delete'],
  ['roles', 'read'], ['bindings', 'read'], ['bindings', 'create'], ['bindings', 'delete'],
];

const permissionOf = (policy: ActorPolicy, module: Module, action: Action): Permission[] => {
  const scope = policy.scopeOf(action, module);
  if (scope === null) return [];
  return [{ module, action, clusterIds: scope.all ? null : [...scope.clusterIds] }];
};

/** The session as the console sees it: who, what is offered, and the CSRF token. */
@Injectable()
export class SessionView {
  constructor(
    private readonly access: Access,
    private readonly account: OwnAccount,
    private readonly sessions: Sessions,
  ) {}

  /** `secret` is the cookie's; a caller with a token has none, and needs no CSRF token. */
  async execute(actor: Actor, secret: string | undefined): Promise<Session> {
    const policy = await this.access.policyOf(actor);
    return {
      person: await this.account.read(actor),
      csrfToken: secret === undefined ? '' : csrfTokenOf(secret),
      expiresAt: (await this.sessions.endOf(actor)).toISOString(),
      permissions: OFFERED.flatMap(([module, action]) => permissionOf(policy, module, action)),
    };
  }
}
