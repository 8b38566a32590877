import { type Clock } from '../kernel/clock.js';
import { type CallContext } from './call-context.js';
import { type ClusterTarget } from './cluster-target.js';
import { type ConnectionPool } from './connection-pool.js';
import { KubeClient } from './kube-client.js';

/** Makes clients; they are cheap and share the connection of their cluster. */
export class KubeClients {
  constructor(
    private readonly pool: ConnectionPool,
    private readonly clock: Clock,
  ) {}

  for(target: ClusterTarget, context: CallContext): KubeClient {
    return new KubeClient(target, context, this.pool, this.clock);
  }
}
