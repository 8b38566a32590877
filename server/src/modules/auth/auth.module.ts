import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { EnabledUsers } from '../rbac/index.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { CreateUser } from './create-user.js';
import { Expiry } from './expiry.js';
import { ProfileController } from './http/profile.controller.js';
import { SessionCookies } from './http/session-cookies.js';
import { SessionsController } from './http/sessions.controller.js';
import { SetupController } from './http/setup.controller.js';
import { UsersController } from './http/users.controller.js';
import { OneTimeLinks } from './one-time-links.js';
import { OwnAccount } from './own-account.js';
import { Passwords } from './passwords.js';
import { OneTimeLinksRepository } from './persistence/one-time-links.repository.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { SignInAttemptsRepository } from './persistence/sign-in-attempts.repository.js';
import { TokensRepository } from './persistence/tokens.repository.js';
import { UsersRepository } from './persistence/users.repository.js';
import { SessionView } from './session-view.js';
import { Sessions } from './sessions.js';
import { Setup } from './setup.js';
import { SignIn } from './sign-in.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { PasswordStrategy } from './strategies/password.strategy.js';
import { SessionStrategy } from './strategies/session.strategy.js';
import { TokenStrategy } from './strategies/token.strategy.js';
import { Tokens } from './tokens.js';
import { UserDirectory } from './user-directory.js';
import { Users } from './users.js';

/** Global because it binds the port `EnabledUsers` that roles ask. */
@Global()
@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionsController, SetupController, ProfileController, UsersController],
  providers: [
    UsersRepository, SessionsRepository, TokensRepository, OneTimeLinksRepository, SignInAttemptsRepository,
    Passwords, SignInThrottle, SignIn, Sessions, SessionView, SessionCookies, Tokens, OneTimeLinks, Setup, OwnAccount, CreateUser, Users, UserDirectory, Expiry,
    PasswordStrategy, SessionStrategy, TokenStrategy, AuthenticationGuard,
    { provide: EnabledUsers, useExisting: UsersRepository },
  ],
  exports: [AuthenticationGuard, Setup, UserDirectory, EnabledUsers],
})
export class AuthModule {}
