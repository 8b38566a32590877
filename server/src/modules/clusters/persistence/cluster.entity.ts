import { Entity, Index } from 'typeorm';
import type { ClusterFacts, ClusterState } from '@hyperkuber/contracts';
import { column } from '../../../persistence/column.js';
import type { ClusterMode, Environment } from '../cluster.js';

@Entity('clusters')
@Index('ux_clusters_name', ['name'], { unique: true })
@Index('ux_clusters_uid', ['uid'], { unique: true })
@Index('ix_clusters_enabled_next_probe_at', ['enabled', 'nextProbeAt'])
export class ClusterEntity {
  @column.id() id: string;
  @column.name('name', 63) name: string;
  @column.word('environment') environment: Environment;
  @column.json('labels') labels: Record<string, string>;
  @column.word('mode') mode: ClusterMode;
  @column.flag('enabled') enabled: boolean;
  @column.name('server', 512) server: string;
  /** The uid of the namespace kube-system: the cluster's own identity. */
  @column.name('uid', 64, { nullable: true }) uid: string | null;
  @column.integer('credential_version') credentialVersion: number;
  /** Grows with whatever changes a connection: the credential, the mode, the name in its messages. */
  @column.integer('connection_version') connectionVersion: number;
  @column.word('state') state: ClusterState;
  @column.name('code', 64) code: string;
  @column.text('detail') detail: string;
  @column.at('since') since: Date;
  @column.at('checked_at', { nullable: true }) checkedAt: Date | null;
  @column.integer('latency_ms', { nullable: true }) latencyMs: number | null;
  @column.json('facts') facts: ClusterFacts;
  /** Failed probes in a row. */
  @column.integer('failures') failures: number;
  @column.at('next_probe_at') nextProbeAt: Date;
  @column.reference('probe_lease', { nullable: true }) probeLease: string | null;
  @column.at('probe_lease_until', { nullable: true }) probeLeaseUntil: Date | null;
  @column.at('created_at') createdAt: Date;
  @column.at('updated_at') updatedAt: Date;
}
