import { Injectable } from '@nestjs/common';
import type { PasswordChange, PasswordResetComplete, Person, ProfileUpdate } from '@hyperkuber/contracts';
import type { Actor } from '../../access/actor.js';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { LinkRefused, NeedsSession, UserNotFound } from './errors.js';
import { OneTimeLinks } from './one-time-links.js';
import { Passwords } from './passwords.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { TokensRepository } from './persistence/tokens.repository.js';
import { UsersRepository, type User } from './persistence/users.repository.js';
import { SignIn } from './sign-in.js';

export const personOf = (user: User): Person => ({ id: user.id, login: user.login, displayName: user.displayName, language: user.language, theme: user.theme });

/** What people do with their own account. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly tokens: TokensRepository,
    private readonly passwords: Passwords,
    private readonly signIn: SignIn,
    private readonly links: OneTimeLinks,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async read(actor: Actor): Promise<Person> {
    const user = await this.users.find(actor.userId);
    if (user === undefined) throw new UserNotFound('The account is gone.');
    return personOf(user);
  }

  async update(actor: Actor, { displayName, language, theme }: ProfileUpdate): Promise<Person> {
    const change = { ...(displayName === undefined ? {} : { displayName }), ...(language === undefined ? {} : { language }), ...(theme === undefined ? {} : { theme }) };
    if (Object.keys(change).length > 0) await this.users.change(actor.userId, change);
    return this.read(actor);
  }

  /** Ends the person's other sessions, and the tokens on wish. A wrong current password counts as a failed sign-in. */
  async changePassword(actor: Actor, { currentPassword, newPassword, revokeTokens }: PasswordChange): Promise<void> {
    const { sessionId } = actor;
    if (sessionId === undefined) throw new NeedsSession('Sign in to the console to change the password.');
    await this.signIn.execute({ login: actor.login, password: currentPassword });
    const passwordHash = await this.passwords.hash(newPassword);
    await this.unitOfWork.run(async () => {
      await this.users.change(actor.userId, { passwordHash });
      await this.sessions.removeOthers(actor.userId, sessionId);
      if (revokeTokens) await this.tokens.removeOf(actor.userId);
    });
  }

  /** Chooses a new password by a link of an administrator. */
  async completeReset({ token, newPassword }: PasswordResetComplete): Promise<void> {
    const passwordHash = await this.passwords.hash(newPassword);
    await this.unitOfWork.run(async () => {
      const { userId } = await this.links.redeem('password', token);
      if (userId === null) throw new LinkRefused('Ask for a new link: each works once and for a limited time.');
      await this.users.change(userId, { passwordHash });
    });
  }
}
