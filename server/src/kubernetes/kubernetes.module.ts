import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Settings } from '../kernel/config/settings.js';
import { connectionDefaults } from './cluster-call.js';
import { ConnectionPool } from './connection-pool.js';
import { Discovery } from './discovery.js';
import { EgressGuard } from './egress-guard.js';
import { EgressPolicy } from './egress-policy.js';
import { KubeClients } from './kube-clients.js';
import { ClusterProber } from './probe.js';

// A cluster is never where our own database and Redis listen.
const portsOf = (urls: readonly (string | undefined)[]): number[] =>
  urls.flatMap((url) => (url !== undefined && URL.canParse(url) ? [Number(new URL(url).port)] : [])).filter((port) => port > 0);

const policyOf = ({ values }: Settings): EgressPolicy =>
  new EgressPolicy({
    allowLoopback: values.HYPERKUBER_EGRESS_LOOPBACK,
    allowPrivate: values.HYPERKUBER_EGRESS_PRIVATE,
    allowLinkLocal: values.HYPERKUBER_EGRESS_LINK_LOCAL,
    deniedPorts: portsOf([values.DATABASE_URL, values.REDIS_URL]),
  });

const providers = [
  { provide: EgressPolicy, useFactory: policyOf, inject: [Settings] },
  { provide: EgressGuard, useFactory: (policy: EgressPolicy) => new EgressGuard(policy), inject: [EgressPolicy] },
  { provide: ConnectionPool, useFactory: (guard: EgressGuard, clock: Clock) => new ConnectionPool(guard, clock, connectionDefaults), inject: [EgressGuard, Clock] },
  { provide: KubeClients, useFactory: (pool: ConnectionPool, clock: Clock) => new KubeClients(pool, clock), inject: [ConnectionPool, Clock] },
  { provide: Discovery, useFactory: (clients: KubeClients, clock: Clock) => new Discovery(clients, clock), inject: [KubeClients, Clock] },
  { provide: ClusterProber, useFactory: (pool: ConnectionPool, clock: Clock) => new ClusterProber(pool, clock), inject: [ConnectionPool, Clock] },
];

/** The one way to talk to clusters; whoever does imports it. */
@Module({ providers, exports: providers })
export class KubernetesModule implements OnApplicationShutdown {
  constructor(private readonly pool: ConnectionPool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
