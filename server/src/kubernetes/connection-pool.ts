import { type Clock } from '../kernel/clock.js';
import { type ConnectionOptions } from './cluster-call.js';
import { ClusterConnection } from './cluster-connection.js';
import { type ClusterTarget } from './cluster-target.js';
import { type EgressGuard } from './egress-guard.js';

/** One connection per cluster and credential version; an older version is drained as soon as a newer one is asked for. */
export class ConnectionPool {
  private readonly connections = new Map<string, ClusterConnection>();

  constructor(
    private readonly guard: EgressGuard,
    private readonly clock: Clock,
    private readonly options: ConnectionOptions,
  ) {}

  to(target: ClusterTarget): ClusterConnection {
    const known = this.connections.get(target.clusterId);
    if (known !== undefined && known.target.connectionKey === target.connectionKey) return known;
    // A caller that still holds the old record must not bring the old credential back.
    if (known !== undefined && known.target.credentialVersion > target.credentialVersion) return known;
    const fresh = this.single(target);
    this.connections.set(target.clusterId, fresh);
    if (known !== undefined) void known.close();
    return fresh;
  }

  /** A connection outside of the pool, for a record that is not saved yet; the caller closes it. */
  single(target: ClusterTarget): ClusterConnection {
    return new ClusterConnection(target, { guard: this.guard, clock: this.clock, options: this.options });
  }

  /** Call when a cluster was removed or disabled. */
  async drop(clusterId: string): Promise<void> {
    const known = this.connections.get(clusterId);
    this.connections.delete(clusterId);
    await known?.close();
  }

  async close(): Promise<void> {
    const all = [...this.connections.values()];
    this.connections.clear();
    await Promise.all(all.map((connection) => connection.destroy()));
  }
}
