import { z } from 'zod';
import { Id, Instant, Labels, pageOf, PageQuery, DnsLabel } from './primitives.js';

/** How requests reach the cluster: with the stored right, as the person (impersonation), or reading only. */
export const CLUSTER_MODES = ['direct', 'impersonate', 'read-only'] as const;
export const ENVIRONMENTS = ['production', 'staging', 'development', 'other'] as const;
export const CLUSTER_STATES = ['connecting', 'healthy', 'degraded', 'unreachable', 'disabled'] as const;
export type ClusterState = (typeof CLUSTER_STATES)[number];

const Pem = z.string().min(1).max(65_536);
const ApiServerUrl = z.string().min(1).max(512);

export const ClusterCredential = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kubeconfig'), kubeconfig: z.string().min(1).max(524_288), context: z.string().min(1).max(253).optional() }),
  z.strictObject({ kind: z.literal('token'), server: ApiServerUrl, caPem: Pem, token: z.string().min(1).max(16_384) }),
  z.strictObject({ kind: z.literal('certificate'), server: ApiServerUrl, caPem: Pem, certPem: Pem, keyPem: Pem }),
]);
export type ClusterCredential = z.infer<typeof ClusterCredential>;

export const ClusterCreate = z.strictObject({
  name: DnsLabel,
  mode: z.enum(CLUSTER_MODES).default('direct'),
  environment: z.enum(ENVIRONMENTS).default('other'),
  labels: Labels.default({}),
  credential: ClusterCredential,
});
export type ClusterCreate = z.infer<typeof ClusterCreate>;

export const ClusterUpdate = z.strictObject({
  name: DnsLabel,
  mode: z.enum(CLUSTER_MODES),
  environment: z.enum(ENVIRONMENTS),
  labels: Labels,
  enabled: z.boolean(),
}).partial();
export type ClusterUpdate = z.infer<typeof ClusterUpdate>;

export const CredentialRotate = z.strictObject({ credential: ClusterCredential });
export type CredentialRotate = z.infer<typeof CredentialRotate>;

/** Check a credential before anything is stored. */
export const ClusterTrial = z.strictObject({ credential: ClusterCredential, mode: z.enum(CLUSTER_MODES).default('direct') });
export type ClusterTrial = z.infer<typeof ClusterTrial>;

/** In the order in which they are taken: the first one needs name, network and TLS, the second an accepted credential. */
export const PROBE_STEPS = ['connection', 'version', 'identity', 'discovery', 'cluster-id', 'nodes', 'permissions'] as const;

export const ProbeStep = z.strictObject({
  step: z.enum(PROBE_STEPS),
  outcome: z.enum(['ok', 'failed', 'skipped']),
  /** A stable word that the console translates: `name-not-found`, `refused`, `tls-ca` and so on. */
  code: z.string(),
  detail: z.string(),
});
export type ProbeStep = z.infer<typeof ProbeStep>;

/** What the credential may do in the cluster, as the cluster itself says; `*` is anything. */
export const ProbePermission = z.strictObject({ verb: z.string(), group: z.string(), resource: z.string(), allowed: z.boolean() });
export type ProbePermission = z.infer<typeof ProbePermission>;

export const ClusterFacts = z.strictObject({
  version: z.string().nullable(),
  nodes: z.strictObject({ total: z.number().int(), ready: z.number().int() }).nullable(),
  capacity: z.strictObject({ cpuMillis: z.number().int(), memoryBytes: z.number(), pods: z.number().int() }).nullable(),
  /** API groups that discovery lists, `apps`, `gateway.networking.k8s.io` and so on. */
  apiGroups: z.array(z.string()),
});
export type ClusterFacts = z.infer<typeof ClusterFacts>;

export const ProbeReport = z.strictObject({
  state: z.enum(CLUSTER_STATES),
  code: z.string(),
  detail: z.string(),
  latencyMs: z.number().nullable(),
  checkedAt: Instant,
  steps: z.array(ProbeStep),
  facts: ClusterFacts,
  /** Whom the cluster takes the credential for. */
  identity: z.string().nullable(),
  permissions: z.array(ProbePermission),
  /** What the administrator should know about the credential: `not-revocable`, `certificate-expires-soon`, `private-authority`, `impersonation-missing`. */
  warnings: z.array(z.strictObject({ code: z.string(), detail: z.string() })),
  contexts: z.array(z.string()),
});
export type ProbeReport = z.infer<typeof ProbeReport>;

/** Who the platform is in the cluster. Never the secret itself. */
export const CredentialSummary = z.strictObject({
  kind: z.enum(['token', 'certificate']),
  version: z.number().int(),
  fingerprint: z.string(),
  expiresAt: Instant.nullable(),
  createdAt: Instant,
});
export type CredentialSummary = z.infer<typeof CredentialSummary>;

export const ClusterSummary = z.strictObject({
  id: Id,
  name: z.string(),
  environment: z.enum(ENVIRONMENTS),
  labels: z.record(z.string(), z.string()),
  mode: z.enum(CLUSTER_MODES),
  enabled: z.boolean(),
  state: z.enum(CLUSTER_STATES),
  code: z.string(),
  detail: z.string(),
  /** Since when the state holds, and when it was last looked at. */
  since: Instant.nullable(),
  checkedAt: Instant.nullable(),
  latencyMs: z.number().nullable(),
  facts: ClusterFacts,
  createdAt: Instant,
});
export type ClusterSummary = z.infer<typeof ClusterSummary>;
export const ClusterPage = pageOf(ClusterSummary);

export const ClusterDetail = ClusterSummary.extend({ server: z.string(), uid: z.string().nullable(), credential: CredentialSummary });
export type ClusterDetail = z.infer<typeof ClusterDetail>;

/** Query of the list: `search` finds names and labels; `labels` is `key=value,key`, all of which must be there. */
export const ClusterQuery = PageQuery.extend({ labels: z.string().max(1_000).optional(), environment: z.enum(ENVIRONMENTS).optional() });
export type ClusterQuery = z.infer<typeof ClusterQuery>;

/** With `force` a cluster is removed although applications are placed on it; what runs there stays there. */
export const ClusterRemoval = z.strictObject({ force: z.enum(['true', 'false']).default('false').transform((word) => word === 'true') });
export type ClusterRemoval = z.infer<typeof ClusterRemoval>;

/** How far back the history goes. */
export const HealthQuery = z.strictObject({ hours: z.coerce.number().int().min(1).max(720).default(24) });
export type HealthQuery = z.infer<typeof HealthQuery>;

/** One stretch of time with one state; `until` null is now. */
export const HealthSpan = z.strictObject({ state: z.enum(CLUSTER_STATES), code: z.string(), detail: z.string(), from: Instant, until: Instant.nullable() });
export type HealthSpan = z.infer<typeof HealthSpan>;
export const HealthHistory = z.strictObject({ items: z.array(HealthSpan) });
export type HealthHistory = z.infer<typeof HealthHistory>;

/** Namespaces of a cluster, for choosing where to release to. */
export const NamespaceList = z.strictObject({ items: z.array(z.strictObject({ name: z.string(), phase: z.string() })) });
export type NamespaceList = z.infer<typeof NamespaceList>;
