import type { TargetFailure } from '@hyperkuber/contracts';
import { DomainError } from '../../../kernel/domain-error.js';
import {
  AnswerBroken, ClusterBusy, ClusterFailed, ClusterForbidden, ClusterReadOnly, ClusterUnreachable, CredentialRejected, EgressRefused,
  KubeConflict, KubeInvalid, KubeNotFound, NotKubernetes, TooManyRequests,
} from '../../../kubernetes/errors.js';

/** Ends a target: the failure is stored, its sentence is shown. */
export class TargetFailed extends DomainError {
  readonly code = 'target-failed';
  readonly status = 409;
  readonly title = 'The target failed';

  constructor(readonly failure: TargetFailure, detail: string, options?: ErrorOptions) {
    super(detail, {}, options);
  }
}

export interface CallFault {
  readonly failure: TargetFailure;
  readonly detail: string;
  /** Worth trying again until the deadline. */
  readonly retryable: boolean;
  readonly retryAfterS: number;
}

const unreachable = [ClusterUnreachable, NotKubernetes, ClusterFailed, AnswerBroken];

const isAny = (error: unknown, kinds: ReadonlyArray<abstract new (...given: never[]) => unknown>): boolean => kinds.some((kind) => error instanceof kind);

// The API server has no reason word for these; its sentences are stable since 1.8 and are read in this one place.
const refusedFailure = (detail: string): TargetFailure => {
  if (/exceeded quota|must specify (limits|requests)/i.test(detail)) return 'quota-exceeded';
  if (/being terminated/i.test(detail)) return 'namespace-terminating';
  return 'admission-denied';
};

const BY_CODE: ReadonlyMap<string, TargetFailure> = new Map([['forbidden', 'access-revoked'], ['cluster-disabled', 'cluster-disabled'], ['cluster-not-found', 'cluster-disabled']]);

type Reading = readonly [kind: abstract new (...given: never[]) => DomainError, failure: TargetFailure];

const BY_KIND: readonly Reading[] = [
  [CredentialRejected, 'credential-rejected'], [ClusterReadOnly, 'read-only-cluster'], [EgressRefused, 'cluster-unreachable'], [KubeConflict, 'conflict'], [KubeNotFound, 'unknown-kind'],
];

const terminalFailure = (error: DomainError): TargetFailure => {
  if (error instanceof TargetFailed) return error.failure;
  if (error instanceof ClusterForbidden) return refusedFailure(error.detail);
  if (error instanceof KubeInvalid) return error.immutableFields.length > 0 ? 'immutable-field' : 'schema-invalid';
  const byKind = BY_KIND.find(([kind]) => error instanceof kind);
  return byKind?.[1] ?? BY_CODE.get(error.code) ?? 'apply-failed';
};

const retryableFailure = (error: unknown): TargetFailure | undefined => {
  if (error instanceof ClusterUnreachable && error.reason === 'address-refused') return undefined;
  if (isAny(error, unreachable)) return 'cluster-unreachable';
  if (isAny(error, [TooManyRequests, ClusterBusy])) return 'apply-failed';
  return error instanceof KubeConflict && error.conflicts.length === 0 ? 'conflict' : undefined;
};

/** Our own database or policy did not answer for a moment: no fault of the target, which goes on with the next worker. */
export const isOfPlatform = (error: unknown): boolean => !(error instanceof DomainError) || (error.status === 503 && !(error instanceof ClusterBusy));

/** What a call to a cluster failed with, in the words of a target. A fault of the platform itself is rethrown. */
export const callFault = (error: unknown): CallFault => {
  if (!(error instanceof DomainError) || isOfPlatform(error)) throw error;
  const retryable = retryableFailure(error);
  const retryAfterS = error.facts.retryAfterS ?? 0;
  return { failure: retryable ?? terminalFailure(error), detail: error.detail, retryable: retryable !== undefined, retryAfterS };
};
