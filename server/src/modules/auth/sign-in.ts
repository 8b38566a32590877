import { Injectable } from '@nestjs/common';
import type { SessionCreate } from '@hyperkuber/contracts';
import { Clock } from '../../kernel/clock.js';
import { SignInRefused } from './errors.js';
import { Passwords } from './passwords.js';
import { UsersRepository, type User } from './persistence/users.repository.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** Proves a login and a password. Every refusal looks and takes the same. */
@Injectable()
export class SignIn {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
    private readonly clock: Clock,
  ) {}

  /** The person behind the login, when the password is right and nothing keeps them out. */
  async execute({ login, password }: SessionCreate): Promise<User> {
    await this.throttle.demand(login);
    const user = await this.users.findByLogin(login);
    const right = await this.passwords.matches(user?.passwordHash ?? null, password);
    if (!right || user?.enabled !== true) {
      await this.throttle.failed(login);
      throw new SignInRefused('Check both and try again; after five failures the login is locked for five minutes.');
    }
    await this.throttle.succeeded(login);
    await this.users.change(user.id, { lastSignInAt: this.clock.now() });
    return user;
  }
}
