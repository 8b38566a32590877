import { type CallContext, type Impersonation } from './call-context.js';
import { type ClusterCall } from './cluster-call.js';
import { type ClusterTarget } from './cluster-target.js';
import { ClusterReadOnly, ImpersonationMissing } from './errors.js';
import { type ResourcePlace } from './kube-path.js';

export type RequestHeaders = Record<string, string | string[]>;

const visibleAscii = /^[\x20-\x7e]{1,512}$/;
// Reviews of the credential itself store nothing; a probe needs them to say what the credential can do.
const selfReviews = new Set(['authorization.k8s.io/selfsubjectaccessreviews', 'authorization.k8s.io/selfsubjectrulesreviews', 'authentication.k8s.io/selfsubjectreviews']);
// A GET on these is not a read: it opens a way into the workload.
const activeSubresources = new Set(['exec', 'attach', 'portforward', 'proxy']);

const isSelfReview = (call: ClusterCall): boolean => {
  const { place } = call.path;
  return call.method === 'POST' && call.context.actAs === 'platform' && place !== undefined && selfReviews.has(`${place.group}/${place.resource}`);
};

const isActive = (place: ResourcePlace | undefined): boolean => place?.subresource !== undefined && activeSubresources.has(place.subresource);

/** Refuses, before anything is sent, whatever could change a read-only cluster; a dry run too. */
export const demandMode = (target: ClusterTarget, call: ClusterCall): void => {
  if (target.mode !== 'read-only') return;
  const reads = (call.method === 'GET' || call.method === 'HEAD') && !isActive(call.path.place);
  if (!reads && !isSelfReview(call)) throw new ClusterReadOnly(`${target.name} is connected read-only.`, { cluster: target.name });
};

const missing = (target: ClusterTarget, why: string): ImpersonationMissing => new ImpersonationMissing(`${target.name}: ${why}`, { cluster: target.name });

/** Names under `system:` are the cluster's own; nobody may be turned into one of them. */
const demandName = (target: ClusterTarget, name: string): string => {
  if (!visibleAscii.test(name) || name.startsWith('system:')) throw missing(target, 'a user or group name cannot be carried to this cluster.');
  return name;
};

const impersonationHeaders = (target: ClusterTarget, person: Impersonation): RequestHeaders => {
  const headers: RequestHeaders = { 'impersonate-user': demandName(target, person.user) };
  if (person.groups.length > 0) headers['impersonate-group'] = person.groups.map((group) => demandName(target, group));
  for (const [key, values] of Object.entries(person.extra ?? {})) {
    headers[`impersonate-extra-${encodeURIComponent(key).toLowerCase()}`] = values.map((value) => demandName(target, value));
  }
  return headers;
};

const modeHeaders = (target: ClusterTarget, context: CallContext): RequestHeaders => {
  if (target.mode !== 'impersonate' || context.actAs === 'platform') return {};
  if (context.actAs === undefined) throw missing(target, 'the call does not say for whom it is made.');
  return impersonationHeaders(target, context.actAs);
};

const idText = (id: string | undefined): string => (id ?? '-').replaceAll(/[^\w.:@-]/g, '_').slice(0, 128);

/** Every header that is sent, made here from the target and the context; nothing is copied from an incoming request. */
export const callHeaders = (target: ClusterTarget, call: ClusterCall, product: string): RequestHeaders => {
  const headers: RequestHeaders = {
    ...modeHeaders(target, call.context),
    accept: call.accept ?? 'application/json',
    'user-agent': `${product} (user=${idText(call.context.userId)}; req=${idText(call.context.requestId)})`,
  };
  if (call.contentType !== undefined) headers['content-type'] = call.contentType;
  if (target.auth.kind === 'token') headers['authorization'] = `Bearer ${target.auth.token}`;
  return headers;
};
