import { DomainError } from '../../kernel/domain-error.js';

/** One answer for an unknown person, a wrong password and a disabled person: it tells nobody who exists. */
export class SignInRefused extends DomainError {
  readonly code = 'sign-in-refused';
  readonly status = 401;
  readonly title = 'The login or the password is not right';
}

export class SignInLocked extends DomainError {
  readonly code = 'sign-in-locked';
  readonly status = 429;
  readonly title = 'Too many attempts';
}

export class TooBusy extends DomainError {
  readonly code = 'too-busy';
  readonly status = 503;
  readonly title = 'Too many people are signing in at once';
}

export class AmbiguousCredentials extends DomainError {
  readonly code = 'ambiguous-credentials';
  readonly status = 400;
  readonly title = 'The request carries more than one credential';
}

export class CsrfRefused extends DomainError {
  readonly code = 'csrf-refused';
  readonly status = 403;
  readonly title = 'The request did not come from the console';
}

export class LinkRefused extends DomainError {
  readonly code = 'link-refused';
  readonly status = 410;
  readonly title = 'The link is used up or has expired';
}

export class SetupDone extends DomainError {
  readonly code = 'setup-done';
  readonly status = 409;
  readonly title = 'The platform is set up already';
}

export class UserNotFound extends DomainError {
  readonly code = 'user-not-found';
  readonly status = 404;
  readonly title = 'There is no such person';
}

export class LoginTaken extends DomainError {
  readonly code = 'login-taken';
  readonly status = 409;
  readonly title = 'The login is taken';
}

export class TokenNotFound extends DomainError {
  readonly code = 'token-not-found';
  readonly status = 404;
  readonly title = 'There is no such token';
}

export class NeedsSession extends DomainError {
  readonly code = 'needs-session';
  readonly status = 403;
  readonly title = 'A token cannot do this';
}
