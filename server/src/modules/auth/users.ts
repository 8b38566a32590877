import { Injectable } from '@nestjs/common';
import type { PasswordReset, UserSummary, UserUpdate } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { platformTuple } from '../../access/tuple.js';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { Bindings } from '../rbac/index.js';
import { UserNotFound } from './errors.js';
import { OneTimeLinks } from './one-time-links.js';
import { UsersRepository, type User } from './persistence/users.repository.js';
import { UserDirectory } from './user-directory.js';

const RESET_LIFE_MS = 24 * 3_600_000;

/** What administrators do with people: rename, disable, reset, delete. The last administrator is protected by `Bindings`. */
@Injectable()
export class Users {
  constructor(
    private readonly access: Access,
    private readonly users: UsersRepository,
    private readonly directory: UserDirectory,
    private readonly links: OneTimeLinks,
    private readonly bindings: Bindings,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async update(actor: Actor, id: string, change: UserUpdate): Promise<UserSummary> {
    await this.access.demand(actor, platformTuple('users', 'update', { resourceId: id }));
    await this.unitOfWork.run(async () => {
      const user = await this.demandUser(id);
      if (change.enabled === false && user.enabled) {
        await this.bindings.demandAnotherAdministrator(id);
        await this.users.raiseEpoch(id);
      }
      const columns = { ...(change.displayName === undefined ? {} : { displayName: change.displayName }), ...(change.enabled === undefined ? {} : { enabled: change.enabled }) };
      if (Object.keys(columns).length > 0) await this.users.change(id, columns);
    });
    return this.directory.describe(await this.demandUser(id));
  }

  /** Ends the person's sessions and tokens, forgets the password and gives a link with which to choose a new one. */
  async reset(actor: Actor, id: string): Promise<PasswordReset> {
    await this.access.demand(actor, platformTuple('users', 'update', { resourceId: id }));
    await this.demandUser(id);
    const link = await this.unitOfWork.run(async () => {
      await this.users.change(id, { passwordHash: null });
      await this.users.raiseEpoch(id);
      return this.links.issue('password', id, RESET_LIFE_MS);
    });
    return { token: link.token, expiresAt: link.expiresAt.toISOString() };
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.access.demand(actor, platformTuple('users', 'delete', { resourceId: id }));
    await this.unitOfWork.run(async () => {
      await this.demandUser(id);
      await this.bindings.demandAnotherAdministrator(id);
      await this.bindings.forgetUser(id);
      await this.users.remove(id);
    });
  }

  private async demandUser(id: string): Promise<User> {
    const user = await this.users.find(id);
    if (user === undefined) throw new UserNotFound('Perhaps somebody deleted the person meanwhile.');
    return user;
  }
}
