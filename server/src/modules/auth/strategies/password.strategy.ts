import { Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { SessionCreate } from '@hyperkuber/contracts';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { ValidationFailed } from '../../../kernel/http/errors.js';
import type { User } from '../persistence/users.repository.js';
import { SignIn } from '../sign-in.js';

/**
 * Login and password in the body of `POST /api/v1/sessions`. Another way to prove who somebody is (OIDC, LDAP) is another
 * strategy beside this one whose `validate` answers with the same `User`.
 */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(private readonly signIn: SignIn) {
    super();
  }

  async validate(request: Request): Promise<User> {
    const parsed = SessionCreate.safeParse(request.body);
    if (!parsed.success) {
      throw new ValidationFailed('Send {login, password}.', { errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) });
    }
    return this.signIn.execute(parsed.data);
  }
}

/** Runs the password strategy; what it throws is the answer. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  override getAuthenticateOptions(): { property: string; session: boolean } {
    return { property: 'provenUser', session: false };
  }

  override handleRequest<T>(error: Error | null, user: T): T {
    if (error !== null) throw error;
    return user;
  }
}
