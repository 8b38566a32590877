import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ApiCatalog } from '../../kubernetes/api-catalog.js';
import type { CallContext } from '../../kubernetes/call-context.js';
import { ClusterTarget } from '../../kubernetes/cluster-target.js';
import { ConnectionPool } from '../../kubernetes/connection-pool.js';
import { Discovery } from '../../kubernetes/discovery.js';
import type { KubeClient } from '../../kubernetes/kube-client.js';
import { KubeClients } from '../../kubernetes/kube-clients.js';
import { Bus } from '../../messaging/bus.js';
import type { Cluster } from './cluster.js';
import { ClusterDisabled } from './errors.js';
import { CLUSTER_CHANGED, CLUSTER_REMOVED, ClusterChanged, ClusterRemoved } from './events.js';
import { OpenTargets } from './open-targets.js';
import { ClusterRepository } from './persistence/cluster.repository.js';

export type ClusterInBrief = Pick<Cluster, 'id' | 'name' | 'mode' | 'enabled' | 'environment'>;

/** A way to one cluster, for one caller. */
export interface OpenedCluster {
  readonly target: ClusterTarget;
  readonly client: KubeClient;
  readonly cluster: ClusterInBrief;
}

export interface OpenedClusterWithCatalog extends OpenedCluster {
  readonly catalog: ApiCatalog;
}

/** The way of every other module to a cluster: by its id. Access is the caller's business; this only connects. */
@Injectable()
export class ClusterConnections implements OnModuleInit, OnModuleDestroy {
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly clusters: ClusterRepository,
    private readonly targets: OpenTargets,
    private readonly clients: KubeClients,
    private readonly pool: ConnectionPool,
    private readonly discovery: Discovery,
    private readonly bus: Bus,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stops.push(
      await this.bus.subscribe(CLUSTER_CHANGED, (message) => { this.heard(ClusterChanged.parse(message)); }),
      await this.bus.subscribe(CLUSTER_REMOVED, (message) => this.drop(ClusterRemoved.parse(message).clusterId)),
    );
  }

  onModuleDestroy(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  /** Connects and knows what the cluster serves (read at most every five minutes). @throws ClusterNotFound, ClusterDisabled, what the cluster throws */
  async open(clusterId: string, context: CallContext): Promise<OpenedClusterWithCatalog> {
    const opened = await this.connect(clusterId, context);
    return { ...opened, catalog: await this.discovery.catalog(opened.target) };
  }

  /** The same without a word from the cluster. @throws ClusterNotFound, ClusterDisabled */
  async connect(clusterId: string, context: CallContext): Promise<OpenedCluster> {
    const { cluster, target } = await this.targets.of(clusterId);
    if (!cluster.enabled) throw new ClusterDisabled(`${cluster.name} is disabled. Enable it to work with it.`, { clusterId });
    return { target, client: this.clients.for(target, context), cluster: inBrief(cluster) };
  }

  /** Names and modes of many clusters; ids that do not exist are left out. */
  async describe(clusterIds: readonly string[]): Promise<ClusterInBrief[]> {
    return (await this.clusters.findMany(clusterIds)).map(inBrief);
  }

  private heard({ clusterId, what, state }: ClusterChanged): void {
    if (what === 'health') return;
    this.targets.forget(clusterId);
    if (state === 'disabled') void this.drop(clusterId);
  }

  private async drop(clusterId: string): Promise<void> {
    this.targets.forget(clusterId);
    this.discovery.drop(clusterId);
    await this.pool.drop(clusterId);
  }
}

const inBrief = ({ id, name, mode, enabled, environment }: Cluster): ClusterInBrief => ({ id, name, mode, enabled, environment });
