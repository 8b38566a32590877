import type { ClusterDetail, ClusterSummary, CredentialSummary, HealthSpan } from '@hyperkuber/contracts';
import type { Cluster, Span, StoredCredential } from './cluster.js';

const instant = (at: Date): string => at.toISOString();
const instantOrNull = (at: Date | null): string | null => (at === null ? null : instant(at));

export const summaryOf = (cluster: Cluster): ClusterSummary => ({
  id: cluster.id,
  name: cluster.name,
  environment: cluster.environment,
  labels: cluster.labels,
  mode: cluster.mode,
  enabled: cluster.enabled,
  state: cluster.state,
  code: cluster.code,
  detail: cluster.detail,
  since: instant(cluster.since),
  checkedAt: instantOrNull(cluster.checkedAt),
  latencyMs: cluster.latencyMs,
  facts: cluster.facts,
  createdAt: instant(cluster.createdAt),
});

/** What may be told of a credential: never the secret, not even sealed. */
export const credentialSummaryOf = ({ kind, version, fingerprint, expiresAt, createdAt }: StoredCredential): CredentialSummary =>
  ({ kind, version, fingerprint, expiresAt: instantOrNull(expiresAt), createdAt: instant(createdAt) });

export const detailOf = (cluster: Cluster, credential: StoredCredential): ClusterDetail =>
  ({ ...summaryOf(cluster), server: cluster.server, uid: cluster.uid, credential: credentialSummaryOf(credential) });

export const spanOf = ({ state, code, detail, from, until }: Span): HealthSpan =>
  ({ state, code, detail, from: instant(from), until: instantOrNull(until) });
