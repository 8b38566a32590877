import { PolicyUnavailable } from '../../../access/errors.js';
import {
  ClusterBusy, ClusterFailed, ClusterForbidden, ClusterReadOnly, ClusterUnreachable, CredentialRejected, KubeConflict, KubeInvalid, TooManyRequests,
} from '../../../kubernetes/errors.js';
import { CommitUnknown } from '../../../persistence/database-errors.js';
import { callFault, TargetFailed } from './failures.js';

const quota = 'pods "web" is forbidden: exceeded quota: small, requested: pods=1, used: pods=5, limited: pods=5';

describe('a failed call', () => {
  it.each<[string, Error, string, boolean]>([
    ['a silent cluster', new ClusterUnreachable('timeout', 'x'), 'cluster-unreachable', true],
    ['an address that may not be used', new ClusterUnreachable('address-refused', 'x'), 'apply-failed', false],
    ['a 500', new ClusterFailed('x'), 'cluster-unreachable', true],
    ['a rejected credential', new CredentialRejected('x'), 'credential-rejected', false],
    ['a read-only connection', new ClusterReadOnly('x'), 'read-only-cluster', false],
    ['a quota', new ClusterForbidden(quota), 'quota-exceeded', false],
    ['a namespace on its way out', new ClusterForbidden('unable to create new content in namespace a because it is being terminated'), 'namespace-terminating', false],
    ['a policy', new ClusterForbidden('ValidatingAdmissionPolicy "no-latest" denied request'), 'admission-denied', false],
    ['a field conflict', new KubeConflict('x', [{ manager: 'kubectl', field: '.spec.replicas' }]), 'conflict', false],
    ['a version conflict', new KubeConflict('x', []), 'conflict', true],
    ['an immutable field', new KubeInvalid('x', [], ['spec.selector']), 'immutable-field', false],
    ['a wrong field', new KubeInvalid('x', [], []), 'schema-invalid', false],
    ['a failure that is already named', new TargetFailed('crash-loop', 'x'), 'crash-loop', false],
  ])('%s', (_name, error, failure, retryable) => expect(callFault(error)).toMatchObject({ failure, retryable }));

  it('carries what the cluster asks to wait', () => expect(callFault(new TooManyRequests('x', { retryAfterS: 7 })).retryAfterS).toBe(7));
  it('is not made of a moment in which the platform could not answer', () => {
    expect(() => callFault(new PolicyUnavailable('x'))).toThrow(PolicyUnavailable);
    expect(() => callFault(new CommitUnknown('x'))).toThrow(CommitUnknown);
    expect(callFault(new ClusterBusy('x')).retryable).toBe(true);
  });
  it('is not made of a fault of ours', () => expect(() => callFault(new TypeError('x is undefined'))).toThrow(TypeError));
});
