import { DomainError } from '../../kernel/domain-error.js';

export class RoleUnknown extends DomainError {
  readonly code = 'role-unknown';
  readonly status = 422;
  readonly title = 'There is no such role at this place';
}

export class BindingNotFound extends DomainError {
  readonly code = 'binding-not-found';
  readonly status = 404;
  readonly title = 'There is no such binding';
}

export class BindingExists extends DomainError {
  readonly code = 'binding-exists';
  readonly status = 409;
  readonly title = 'The person holds the role there already';
}

export class BindingSubjectUnknown extends DomainError {
  readonly code = 'binding-subject-unknown';
  readonly status = 422;
  readonly title = 'There is no such person';
}

export class LastAdministrator extends DomainError {
  readonly code = 'last-administrator';
  readonly status = 409;
  readonly title = 'This is the last administrator';
}
