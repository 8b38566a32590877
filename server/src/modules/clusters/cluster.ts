import type { CLUSTER_MODES, ClusterFacts, ClusterState, ENVIRONMENTS } from '@hyperkuber/contracts';

export type ClusterMode = (typeof CLUSTER_MODES)[number];
export type Environment = (typeof ENVIRONMENTS)[number];

/** What was last seen of a cluster, and since when it is so. */
export interface Health {
  readonly state: ClusterState;
  /** A stable word that the console translates. */
  readonly code: string;
  readonly detail: string;
  readonly since: Date;
  /** Failed probes in a row. */
  readonly failures: number;
  readonly nextProbeAt: Date;
}

/** A registered cluster; the row without its lease. */
export interface Cluster extends Health {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly labels: Record<string, string>;
  readonly mode: ClusterMode;
  readonly enabled: boolean;
  readonly server: string;
  readonly uid: string | null;
  readonly credentialVersion: number;
  readonly connectionVersion: number;
  readonly checkedAt: Date | null;
  readonly latencyMs: number | null;
  readonly facts: ClusterFacts;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A stored credential as it lies in the table: the record is sealed. */
export interface StoredCredential {
  readonly id: string;
  readonly clusterId: string;
  readonly version: number;
  readonly kind: 'token' | 'certificate';
  readonly status: 'active' | 'retired';
  readonly record: Buffer | null;
  readonly target: string;
  readonly fingerprint: string;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
}

export interface Span {
  readonly id: string;
  readonly clusterId: string;
  readonly state: ClusterState;
  readonly code: string;
  readonly detail: string;
  readonly from: Date;
  readonly until: Date | null;
}

export const noFacts: ClusterFacts = Object.freeze({ version: null, nodes: null, capacity: null, apiGroups: [] });
