import { DomainError } from '../kernel/domain-error.js';

export class AccessDenied extends DomainError {
  readonly code = 'forbidden';
  readonly status = 403;
  readonly title = 'Not allowed';
}

export class Unauthenticated extends DomainError {
  readonly code = 'unauthenticated';
  readonly status = 401;
  readonly title = 'Sign in first';
}

/** Whoever cannot be judged is not let in: the rules could not be read or asked. */
export class PolicyUnavailable extends DomainError {
  readonly code = 'policy-unavailable';
  readonly status = 503;
  readonly title = 'Permissions cannot be checked at the moment';
}

/** A fault of the program, found at start: routes that say neither who may call them nor that everybody may. */
export class UndeclaredRoutes extends DomainError {
  readonly code = 'undeclared-routes';
  readonly status = 500;
  readonly title = 'Routes without a declaration of access';
}
