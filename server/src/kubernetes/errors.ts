import { DomainError } from '../kernel/domain-error.js';

export type UnreachableReason =
  | 'dns'
  | 'refused'
  | 'no-route'
  | 'timeout'
  | 'tls-name'
  | 'tls-ca'
  | 'tls-expired'
  | 'tls-protocol'
  | 'tls-client-refused'
  | 'proxy'
  | 'reset'
  | 'circuit-open'
  | 'address-refused';

/** The cluster could not be spoken to. `reason` is stable; the console has words for each. */
export class ClusterUnreachable extends DomainError {
  readonly code = 'cluster-unreachable';
  readonly status = 502;
  readonly title = 'The cluster did not answer';

  constructor(
    readonly reason: UnreachableReason,
    detail: string,
    facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(detail, { ...facts, reason }, options);
  }
}

/** 401 of the cluster: the stored credential is no longer valid. Not 401 for our caller, whose session is fine. */
export class CredentialRejected extends DomainError {
  readonly code = 'cluster-credential-rejected';
  readonly status = 502;
  readonly title = 'The cluster rejected its stored credential';
}

/** 403 of the cluster itself. */
export class ClusterForbidden extends DomainError {
  readonly code = 'cluster-forbidden';
  readonly status = 403;
  readonly title = 'The cluster does not allow this';
}

export class KubeNotFound extends DomainError {
  readonly code = 'kubernetes-object-not-found';
  readonly status = 404;
  readonly title = 'The object does not exist in the cluster';
}

export class KubeAlreadyExists extends DomainError {
  readonly code = 'kubernetes-object-exists';
  readonly status = 409;
  readonly title = 'The object exists already';
}

/** One field that another manager owns, as server-side apply reports it. */
export interface ApplyConflict {
  readonly manager: string;
  readonly apiVersion?: string | undefined;
  readonly field: string;
}

/** 409: another field manager owns the field, or the object changed since it was read (`conflicts` is empty then). */
export class KubeConflict extends DomainError {
  readonly code = 'kubernetes-conflict';
  readonly status = 409;
  readonly title = 'The object was changed by somebody else';

  constructor(
    detail: string,
    readonly conflicts: readonly ApplyConflict[],
    facts: Record<string, unknown> = {},
  ) {
    super(detail, { ...facts, conflicts });
  }
}

/** 422 and strict-decoding 400: the cluster finds fault with the object. */
export class KubeInvalid extends DomainError {
  readonly code = 'kubernetes-invalid';
  readonly status = 422;
  readonly title = 'The cluster refuses the object';

  constructor(
    detail: string,
    readonly causes: readonly { readonly field: string; readonly message: string }[],
    /** Fields that cannot be changed in place: the object has to be replaced. */
    readonly immutableFields: readonly string[],
    facts: Record<string, unknown> = {},
  ) {
    super(detail, { ...facts, immutableFields, errors: causes.map(({ field, message }) => ({ path: field, message })) });
  }
}

/** 410: the resource version or the continue token is too old; list again. */
export class ResourceExpired extends DomainError {
  readonly code = 'kubernetes-resource-expired';
  readonly status = 410;
  readonly title = 'The list is too old to go on with';
}

export class TooManyRequests extends DomainError {
  readonly code = 'cluster-too-many-requests';
  readonly status = 429;
  readonly title = 'The cluster asks to slow down';
}

/** Our own budget for this cluster is used up. */
export class ClusterBusy extends DomainError {
  readonly code = 'cluster-busy';
  readonly status = 503;
  readonly title = 'Too many calls to this cluster are under way';
}

/** Any other refusal of the request (405, 406, 413, 415 ...). */
export class ClusterRefused extends DomainError {
  readonly code = 'cluster-refused';
  readonly status = 400;
  readonly title = 'The cluster refuses the request';
}

/** 5xx of the cluster or of what stands before it. */
export class ClusterFailed extends DomainError {
  readonly code = 'cluster-failed';
  readonly status = 502;
  readonly title = 'The cluster failed to answer the request';
}

export type NotKubernetesReason = 'redirect' | 'not-http' | 'not-json' | 'not-an-object' | 'error-page';

/** Something answered, but it is not a Kubernetes API server. Its text is never relayed. */
export class NotKubernetes extends DomainError {
  readonly code = 'not-kubernetes';
  readonly status = 502;
  readonly title = 'The address is not a Kubernetes API server';

  constructor(
    readonly reason: NotKubernetesReason,
    detail: string,
    facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(detail, { ...facts, reason }, options);
  }
}

export class AnswerTooLarge extends DomainError {
  readonly code = 'cluster-answer-too-large';
  readonly status = 502;
  readonly title = 'The answer of the cluster is too large';
}

/** The answer began and broke off, or is not valid JSON. */
export class AnswerBroken extends DomainError {
  readonly code = 'cluster-answer-broken';
  readonly status = 502;
  readonly title = 'The answer of the cluster broke off';
}

/** A name, group or resource that no URL may carry. */
export class PathRefused extends DomainError {
  readonly code = 'kubernetes-path-refused';
  readonly status = 400;
  readonly title = 'The name is not allowed in a Kubernetes path';
}

/** An address that the platform does not connect to. One text for every cause, so that nothing can be learned by trying. */
export class EgressRefused extends DomainError {
  readonly code = 'address-refused';
  readonly status = 422;
  readonly title = 'The address is not allowed';
}

export class ClusterReadOnly extends DomainError {
  readonly code = 'cluster-read-only';
  readonly status = 403;
  readonly title = 'The cluster is connected read-only';
}

export class ImpersonationMissing extends DomainError {
  readonly code = 'impersonation-missing';
  readonly status = 403;
  readonly title = 'The call does not say for whom it is made';
}

export class KubeconfigRefused extends DomainError {
  readonly code = 'kubeconfig-refused';
  readonly status = 422;
  readonly title = 'The kubeconfig cannot be used';
}
