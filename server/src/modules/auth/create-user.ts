import { Injectable } from '@nestjs/common';
import type { UserCreate, UserSummary } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { platformTuple } from '../../access/tuple.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { LoginTaken } from './errors.js';
import { Passwords } from './passwords.js';
import { UsersRepository, type User } from './persistence/users.repository.js';
import { UserDirectory } from './user-directory.js';

/** Lets a person sign in. They hold no role until one is given. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly access: Access,
    private readonly users: UsersRepository,
    private readonly directory: UserDirectory,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { login, displayName, password }: UserCreate): Promise<UserSummary> {
    await this.access.demand(actor, platformTuple('users', 'create'));
    const creator = await this.users.find(actor.userId);
    const user: User = {
      id: newId(), login, displayName, passwordHash: await this.passwords.hash(password), enabled: true, authEpoch: 0,
      // People who work together mostly read the same language; each chooses for themselves afterwards.
      language: creator?.language ?? 'en', theme: 'system', lastSignInAt: null, createdAt: this.clock.now(),
    };
    if (!await this.users.add(user)) throw new LoginTaken(`Choose another login: ${login} is taken.`, { errors: [{ path: 'login', message: 'is taken' }] });
    return this.directory.describe(user);
  }
}
