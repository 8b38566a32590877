import { DomainError } from '../../kernel/domain-error.js';

export class ApplicationNotFound extends DomainError {
  readonly code = 'application-not-found';
  readonly status = 404;
  readonly title = 'There is no such application';
}

export class ApplicationNameTaken extends DomainError {
  readonly code = 'application-name-taken';
  readonly status = 409;
  readonly title = 'The name is taken';
}

export class ApplicationInUse extends DomainError {
  readonly code = 'application-in-use';
  readonly status = 409;
  readonly title = 'The application still runs somewhere';
}

export class RevisionNotFound extends DomainError {
  readonly code = 'revision-not-found';
  readonly status = 404;
  readonly title = 'There is no such revision';
}

export class RevisionUnchanged extends DomainError {
  readonly code = 'revision-unchanged';
  readonly status = 409;
  readonly title = 'The manifests are those of the latest revision';
}

export class RevisionRace extends DomainError {
  readonly code = 'revision-race';
  readonly status = 409;
  readonly title = 'Somebody else added a revision at the same time';
}

export class ManifestsInvalid extends DomainError {
  readonly code = 'manifests-invalid';
  readonly status = 422;
  readonly title = 'The manifests cannot be used';
}

export class ReleaseNotFound extends DomainError {
  readonly code = 'release-not-found';
  readonly status = 404;
  readonly title = 'There is no such release';
}

export class TargetNotFound extends DomainError {
  readonly code = 'target-not-found';
  readonly status = 404;
  readonly title = 'There is no such target';
}

export class TargetsInvalid extends DomainError {
  readonly code = 'targets-invalid';
  readonly status = 422;
  readonly title = 'The targets cannot be released to';
}

export class ReleaseOrderInvalid extends DomainError {
  readonly code = 'release-order-invalid';
  readonly status = 422;
  readonly title = 'The release cannot be made as ordered';
}

/** Another release holds one of the targets; `releaseId` names it. */
export class TargetBusy extends DomainError {
  readonly code = 'target-busy';
  readonly status = 409;
  readonly title = 'Another release of the application is under way there';
}

export class ReleaseStateRefused extends DomainError {
  readonly code = 'release-state-refused';
  readonly status = 409;
  readonly title = 'The release is not in a state for this';
}

export class PlanOutdated extends DomainError {
  readonly code = 'plan-outdated';
  readonly status = 409;
  readonly title = 'The plan is not the one that was shown';
}

export class ConfirmationsMissing extends DomainError {
  readonly code = 'confirmations-missing';
  readonly status = 422;
  readonly title = 'The plan has parts that must be confirmed by name';
}

export class IdempotencyMismatch extends DomainError {
  readonly code = 'idempotency-mismatch';
  readonly status = 422;
  readonly title = 'The idempotency key was used for another request';
}
