import { ClusterFailed, ClusterForbidden, ClusterRefused, CredentialRejected, KubeAlreadyExists, KubeConflict, KubeInvalid, KubeNotFound, NotKubernetes, ResourceExpired, TooManyRequests } from './errors.js';
import { readRefusal } from './status-error.js';

const read = (httpStatus: number, status: object | string, more: object = {}) =>
  readRefusal({
    cluster: 'prod',
    httpStatus,
    contentType: typeof status === 'string' ? 'text/plain' : 'application/json',
    body: typeof status === 'string' ? status : JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: httpStatus, ...status }),
    ...more,
  });

describe('readRefusal', () => {
  it('never relays a page that no API server writes', () => {
    for (const code of [400, 403, 404, 409, 418, 422]) {
      const error = read(code, '<html>password: hunter2</html>', { contentType: 'text/html' });
      expect(error).toBeInstanceOf(NotKubernetes);
      expect(JSON.stringify(error)).not.toContain('hunter2');
    }
    for (const code of [401, 429, 500, 502, 503]) expect(JSON.stringify(read(code, '<html>password: hunter2</html>'))).not.toContain('hunter2');
    expect(read(502, '<html>')).toBeInstanceOf(ClusterFailed);
    expect(read(200, '{')).toBeInstanceOf(NotKubernetes);
  });

  it.each([
    [401, {}, CredentialRejected],
    [403, { reason: 'Forbidden', message: 'pods is forbidden' }, ClusterForbidden],
    [404, { reason: 'NotFound' }, KubeNotFound],
    [405, { reason: 'MethodNotAllowed' }, ClusterRefused],
    [409, { reason: 'AlreadyExists' }, KubeAlreadyExists],
    [410, { reason: 'Expired', metadata: { continue: 'token' } }, ResourceExpired],
    [500, { reason: 'InternalError', message: 'etcd' }, ClusterFailed],
  ])('reads %i', (code, status, type) => {
    expect(read(code, status)).toBeInstanceOf(type);
  });

  it('reads the plain texts of the API server itself', () => {
    expect(read(404, '404 page not found')).toBeInstanceOf(KubeNotFound);
    const busy = read(429, 'Too many requests, please try again later.', { retryAfter: '7' });
    expect(busy).toBeInstanceOf(TooManyRequests);
    expect(busy.facts.retryAfterS).toBe(7);
    expect(read(429, { details: { retryAfterSeconds: 3 } }).facts.retryAfterS).toBe(3);
  });

  it('names manager and field of each apply conflict', () => {
    const causes = [
      { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-client-side-apply" using apps/v1', field: '.spec.replicas' },
      { reason: 'FieldManagerConflict', message: 'conflict with "kube \\"x\\"" with subresource "scale" using apps/v1 at 2026-01-01T00:00:00Z', field: '.spec.template.spec.containers[name="a"].image' },
      { reason: 'FieldManagerConflict', message: 'conflict with "hpa"', field: '.spec.x' },
    ];
    const error = read(409, { reason: 'Conflict', message: 'Apply failed with 3 conflicts', details: { causes } });
    expect(error).toBeInstanceOf(KubeConflict);
    expect(error).toMatchObject({
      conflicts: [
        { manager: 'kubectl-client-side-apply', apiVersion: 'apps/v1', field: '.spec.replicas' },
        { manager: 'kube \\"x\\"', apiVersion: 'apps/v1', field: '.spec.template.spec.containers[name="a"].image' },
        { manager: 'hpa', field: '.spec.x' },
      ],
    });
    expect(read(409, { reason: 'Conflict', message: 'changed' })).toMatchObject({ conflicts: [] });
  });

  it('names invalid and immutable fields', () => {
    const causes = [
      { reason: 'FieldValueInvalid', message: 'Invalid value: -1: must be greater', field: 'spec.replicas' },
      { reason: 'FieldValueInvalid', message: 'Invalid value: {}: field is immutable', field: 'spec.selector' },
    ];
    const error = read(422, { reason: 'Invalid', message: 'no', details: { causes } });
    expect(error).toMatchObject({ immutableFields: ['spec.selector'], facts: { errors: [{ path: 'spec.replicas' }, { path: 'spec.selector' }] } });
  });

  it('reads strict decoding and what apply answers with 500 as faults of the object', () => {
    expect(read(400, { reason: 'BadRequest', message: 'strict decoding error: unknown field "spec.replicass", duplicate field "a"' })).toMatchObject({ causes: [{ field: 'spec.replicass' }, { field: 'a' }] });
    const typed = read(500, { message: 'failed to create typed patch object (/d; apps/v1, Kind=Deployment): errors:\n  .spec.replicass: field not declared in schema\n  .spec.x: expected numeric, got &value{Value:"abc"}' });
    expect(typed).toBeInstanceOf(KubeInvalid);
    expect(typed).toMatchObject({ causes: [{ field: 'spec.replicass', message: 'field not declared in schema' }, { field: 'spec.x' }] });
  });

  it.each([
    [422, { message: 'Secret "s" is invalid: data[a]: Invalid value: "hunter2": bad', details: { causes: [{ message: 'Invalid value: "hunter2": bad', field: 'data[a]' }] } }],
    [422, { message: 'x', details: { causes: [{ message: 'Invalid value: hunter2: bad', field: 'data' }] } }],
    [422, { message: "x 'hunter2' and `hunter2` and \"hun\\\"hunter2\"" }],
    [500, { message: 'failed to create typed patch object (a; v1, Kind=Secret): .data.a: expected string, got &value.valueUnstructured{Value:hunter2}' }],
    [400, { message: 'strict decoding error: unknown field "hunter2"' }],
  ])('masks the values that the texts about a Secret quote (%i)', (code, status) => {
    const error = read(code, status, { secret: true });
    expect(JSON.stringify(error)).not.toContain('hunter2');
    expect(JSON.stringify(error)).toContain('[masked]');
  });

  it('survives nonsense and bounds what it keeps', () => {
    for (const status of [{ details: 1 }, { details: { causes: 'x' } }, { message: 5, reason: [] }, { details: { causes: [null, 1, {}] } }]) expect(read(422, status)).toBeInstanceOf(KubeInvalid);
    const long = read(422, { message: 'x'.repeat(100_000), details: { causes: Array.from({ length: 1000 }, () => ({ message: 'y'.repeat(10_000), field: 'f' })) } });
    expect(JSON.stringify(long).length).toBeLessThan(600_000);
  });
});
