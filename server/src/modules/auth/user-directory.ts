import { Injectable } from '@nestjs/common';
import type { Page, UserSummary } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { platformTuple } from '../../access/tuple.js';
import { Bindings, type BoundRole } from '../rbac/index.js';
import { UserNotFound } from './errors.js';
import { UsersRepository, type User } from './persistence/users.repository.js';
import { SignInThrottle } from './sign-in-throttle.js';

const summaryOf = (user: User, roles: readonly BoundRole[], lockedUntil: Date | null): UserSummary => ({
  id: user.id, login: user.login, displayName: user.displayName, enabled: user.enabled, lockedUntil: lockedUntil?.toISOString() ?? null,
  lastSignInAt: user.lastSignInAt?.toISOString() ?? null, createdAt: user.createdAt.toISOString(), roles: [...roles],
});

/** Reads of people. */
@Injectable()
export class UserDirectory {
  constructor(
    private readonly access: Access,
    private readonly users: UsersRepository,
    private readonly bindings: Bindings,
    private readonly throttle: SignInThrottle,
  ) {}

  async list(actor: Actor, query: { readonly limit: number; readonly cursor?: string | undefined; readonly search?: string | undefined }): Promise<Page<UserSummary>> {
    await this.access.demand(actor, platformTuple('users', 'read'));
    const rows = await this.users.page(query.limit + 1, query.cursor, query.search);
    const shown = rows.slice(0, query.limit);
    const items = await this.describeAll(shown);
    return { items, nextCursor: rows.length > query.limit ? shown.at(-1)?.login ?? null : null };
  }

  async find(actor: Actor, id: string): Promise<UserSummary> {
    await this.access.demand(actor, platformTuple('users', 'read', { resourceId: id }));
    const user = await this.users.find(id);
    if (user === undefined) throw new UserNotFound('Perhaps somebody deleted the person meanwhile.');
    return this.describe(user);
  }

  async describe(user: User): Promise<UserSummary> {
    const [summary] = await this.describeAll([user]);
    if (summary === undefined) throw new UserNotFound('Perhaps somebody deleted the person meanwhile.');
    return summary;
  }

  /** Logins by id, for other modules' lists; a deleted person is missing. */
  loginsOf(ids: readonly string[]): Promise<Map<string, string>> {
    return this.users.loginsOf(ids);
  }

  private async describeAll(users: readonly User[]): Promise<UserSummary[]> {
    const roles = await this.bindings.rolesOf(users.map((user) => user.id));
    const locked = await this.throttle.lockedAmong(users.map((user) => user.login));
    return users.map((user) => summaryOf(user, roles.get(user.id) ?? [], locked.get(user.login) ?? null));
  }
}
