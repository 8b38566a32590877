import { DomainError } from '../../kernel/domain-error.js';

/** Also the answer for a cluster outside the caller's scope: what one may not see does not exist. */
export class ClusterNotFound extends DomainError {
  readonly code = 'cluster-not-found';
  readonly status = 404;
  readonly title = 'There is no such cluster';
}

export class ClusterNameTaken extends DomainError {
  readonly code = 'cluster-name-taken';
  readonly status = 409;
  readonly title = 'Another cluster has this name';
}

export class ClusterAlreadyRegistered extends DomainError {
  readonly code = 'cluster-already-registered';
  readonly status = 409;
  readonly title = 'The cluster is registered already';
}

/** The probe did not show that the platform can work with the cluster; the facts carry the report. */
export class ClusterNotProved extends DomainError {
  readonly code = 'cluster-not-proved';
  readonly status = 422;
  readonly title = 'The cluster could not be proved';
}

/** The new credential opens another cluster than the one that is registered. */
export class ClusterIdentityDiffers extends DomainError {
  readonly code = 'cluster-identity-differs';
  readonly status = 422;
  readonly title = 'The credential belongs to another cluster';
}

export class ClusterDisabled extends DomainError {
  readonly code = 'cluster-disabled';
  readonly status = 409;
  readonly title = 'The cluster is disabled';
}

export class ClusterChangedMeanwhile extends DomainError {
  readonly code = 'cluster-changed-meanwhile';
  readonly status = 409;
  readonly title = 'Somebody else changed the cluster';
}

export class ClusterInUse extends DomainError {
  readonly code = 'cluster-in-use';
  readonly status = 409;
  readonly title = 'The cluster is still in use';
}

export class CursorInvalid extends DomainError {
  readonly code = 'cursor-invalid';
  readonly status = 400;
  readonly title = 'The cursor is not one of this list';
}

/** The stored credential is for another place than the row says: a row was changed behind the platform's back. */
export class CredentialUnusable extends DomainError {
  readonly code = 'cluster-credential-unusable';
  readonly status = 500;
  readonly title = 'The stored credential cannot be opened';
}
