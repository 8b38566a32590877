import pLimit from 'p-limit';
import { isRecord, listAt, textAt } from './answer-object.js';
import { KubeNotFound, NotKubernetes } from './errors.js';
import { type CallOptions, type KubeClient } from './kube-client.js';
import { type NodeSums, sumNodes } from './probe-nodes.js';
import { type PermissionProbe, type ProbeResult } from './probe-result.js';

export type VersionFacts = NonNullable<ProbeResult['version']>;
export type IdentityFacts = NonNullable<ProbeResult['identity']>;

const versionMaxBytes = 64 * 1024;
const nodesMax = 5_000;
const parallelReviews = 4;

/** Reads /version: small, and answered by nothing but a Kubernetes API server. */
export const readVersion = async (client: KubeClient, call: CallOptions): Promise<VersionFacts> => {
  const answer = await client.raw(['version'], { ...call, maxBytes: versionMaxBytes });
  const gitVersion = textAt(answer, 'gitVersion');
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(gitVersion) ?? [];
  if (major === undefined || minor === undefined) {
    throw new NotKubernetes('not-an-object', `${client.target.name} answered /version with something that is not a Kubernetes version.`, { cluster: client.target.name });
  }
  return { gitVersion: gitVersion.slice(0, 64), major: Number(major), minor: Number(minor), platform: textAt(answer, 'platform').slice(0, 64) };
};

export const measureLatency = async (client: KubeClient, call: CallOptions): Promise<number> => {
  const startedAt = performance.now();
  await client.raw(['version'], { ...call, maxBytes: versionMaxBytes });
  return Math.round((performance.now() - startedAt) * 10) / 10;
};

/** Who the cluster says the credential is; undefined where it cannot say (before 1.28). */
export const readIdentity = async (client: KubeClient, call: CallOptions): Promise<IdentityFacts | undefined> => {
  const place = { group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews' };
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {} };
  try {
    const { object } = await client.create(place, body, { fieldManager: 'hyperkuber-platform', ...call });
    const user = isRecord(object['status']) ? object['status']['userInfo'] : undefined;
    return { username: textAt(user, 'username'), groups: listAt(user, 'groups').filter((group) => typeof group === 'string') };
  } catch (error) {
    if (error instanceof KubeNotFound) return undefined;
    throw error;
  }
};

export const readClusterId = async (client: KubeClient, call: CallOptions): Promise<string> => {
  const namespace = await client.get({ group: '', version: 'v1', resource: 'namespaces', name: 'kube-system' }, call);
  return namespace.metadata.uid ?? '';
};

export const readNodes = async (client: KubeClient, call: CallOptions): Promise<NodeSums> => {
  const { items } = await client.list({ group: '', version: 'v1', resource: 'nodes' }, { ...call, maxItems: nodesMax, resourceVersion: '0' });
  return sumNodes(items);
};

/** What people ask first: may it do everything, may it read, release, share, impersonate? */
const asked: readonly Omit<PermissionProbe, 'allowed'>[] = [
  { verb: '*', group: '*', resource: '*' },
  { verb: 'list', group: '', resource: 'pods' },
  { verb: 'watch', group: '', resource: 'pods' },
  { verb: 'list', group: '', resource: 'secrets' },
  { verb: 'list', group: '', resource: 'nodes' },
  { verb: 'patch', group: 'apps', resource: 'deployments' },
  { verb: 'create', group: 'apps', resource: 'deployments' },
  { verb: 'create', group: '', resource: 'namespaces' },
  { verb: 'create', group: '', resource: 'resourcequotas' },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'rolebindings' },
  { verb: 'create', group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' },
  { verb: 'impersonate', group: '', resource: 'users' },
  { verb: 'impersonate', group: '', resource: 'groups' },
];

const readPermission = async (client: KubeClient, one: Omit<PermissionProbe, 'allowed'>, call: CallOptions): Promise<PermissionProbe> => {
  const place = { group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectaccessreviews' };
  const spec = { resourceAttributes: { verb: one.verb, group: one.group, resource: one.resource } };
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', metadata: {}, spec };
  const { object } = await client.create(place, body, { fieldManager: 'hyperkuber-platform', ...call });
  return { ...one, allowed: isRecord(object['status']) && object['status']['allowed'] === true };
};

export const readPermissions = (client: KubeClient, call: CallOptions): Promise<PermissionProbe[]> => {
  const limit = pLimit(parallelReviews);
  return Promise.all(asked.map((one) => limit(() => readPermission(client, one, call))));
};
