import { type Clock, SystemClock } from '../../../kernel/clock.js';
import { connectionDefaults } from '../../../kubernetes/cluster-call.js';
import { ClusterTarget } from '../../../kubernetes/cluster-target.js';
import { ConnectionPool } from '../../../kubernetes/connection-pool.js';
import { Discovery } from '../../../kubernetes/discovery.js';
import { EgressGuard } from '../../../kubernetes/egress-guard.js';
import { EgressPolicy } from '../../../kubernetes/egress-policy.js';
import { KubeClients } from '../../../kubernetes/kube-clients.js';
import { type ClusterFacts, type ReleaseCluster, ReleaseClusters } from '../cluster-access.js';
import { ConnectedCluster } from '../connected-clusters.js';
import { newId } from '../../../kernel/ids.js';

export interface ReachableCluster {
  readonly name: string;
  readonly server: string;
  readonly caPem: string;
  readonly adminToken: string;
}

/** Releases' way to real API servers, without the clusters module. */
export class KubeClusters extends ReleaseClusters {
  private readonly targets = new Map<string, ClusterTarget>();
  private readonly pool: ConnectionPool;
  private readonly clients: KubeClients;
  private readonly discovery: Discovery;

  constructor(clusters: readonly ReachableCluster[], clock: Clock = new SystemClock()) {
    super();
    const guard = new EgressGuard(new EgressPolicy({ allowLoopback: true, allowPrivate: true, allowLinkLocal: false }));
    this.pool = new ConnectionPool(guard, clock, connectionDefaults);
    this.clients = new KubeClients(this.pool, clock);
    this.discovery = new Discovery(this.clients, clock);
    for (const { name, server, caPem, adminToken } of clusters) {
      const clusterId = newId();
      this.targets.set(clusterId, new ClusterTarget({ clusterId, name, credentialVersion: 1, server, caPem, auth: { kind: 'token', token: adminToken }, mode: 'direct' }));
    }
  }

  get ids(): string[] {
    return [...this.targets.keys()];
  }

  connect(clusterId: string, actor: { readonly userId: string }): Promise<ReleaseCluster> {
    const target = this.targets.get(clusterId);
    if (target === undefined) throw new Error('There is no such cluster');
    return Promise.resolve(new ConnectedCluster(this.clients.for(target, { userId: actor.userId }), target.name, this.discovery));
  }

  describe(clusterIds: readonly string[]): Promise<ReadonlyMap<string, ClusterFacts>> {
    const known = clusterIds.flatMap((id) => this.targets.get(id) ?? []);
    return Promise.resolve(new Map(known.map(({ clusterId, name, mode }) => [clusterId, { id: clusterId, name, enabled: true, mode }])));
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
