import { Injectable } from '@nestjs/common';
import type { ClusterDetail, ClusterQuery, ClusterSummary, HealthHistory, NamespaceList, Page } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { objectInScope } from '../../access/scope.js';
import { AccessDenied } from '../../access/errors.js';
import { Clock } from '../../kernel/clock.js';
import { callContextOf } from './call-context-of.js';
import { ClusterConnections } from './cluster-connections.js';
import { cursorOf, labelsOf, nameOf } from './cluster-page.js';
import { clusterScopeOf } from './cluster-scope.js';
import { detailOf, spanOf, summaryOf } from './cluster-view.js';
import { ClusterNotFound } from './errors.js';
import { ClusterCredentialRepository } from './persistence/cluster-credential.repository.js';
import { ClusterHealthSpanRepository } from './persistence/cluster-health-span.repository.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { VisibleCluster } from './visible-cluster.js';

const HOUR_MS = 3_600_000;

/** What people may read about clusters. */
@Injectable()
export class ClusterDirectory {
  constructor(
    private readonly access: Access,
    private readonly visible: VisibleCluster,
    private readonly clusters: ClusterRepository,
    private readonly credentials: ClusterCredentialRepository,
    private readonly spans: ClusterHealthSpanRepository,
    private readonly connections: ClusterConnections,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, { limit, cursor, search, labels, environment }: ClusterQuery): Promise<Page<ClusterSummary>> {
    const scope = clusterScopeOf(await this.access.scopeOf(actor, 'read', 'clusters'));
    const after = cursor === undefined ? undefined : nameOf(cursor);
    // One more than asked for tells whether there is a next page.
    const found = await this.clusters.page({ scope, limit: limit + 1, after, search, labels: labelsOf(labels), environment });
    const items = found.slice(0, limit).map(summaryOf);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last !== undefined ? cursorOf(last.name) : null };
  }

  async detail(actor: Actor, id: string): Promise<ClusterDetail> {
    const cluster = await this.visible.load(actor, id);
    const credential = await this.credentials.findActive(id);
    // Only a removal in between takes the credential away.
    if (credential === undefined) throw new ClusterNotFound('There is no cluster with this id.', { clusterId: id });
    return detailOf(cluster, credential);
  }

  async health(actor: Actor, id: string, hours: number): Promise<HealthHistory> {
    await this.visible.load(actor, id);
    const after = new Date(this.clock.now().getTime() - hours * HOUR_MS);
    return { items: (await this.spans.findSince(id, after)).map(spanOf) };
  }

  /** The namespaces of a cluster that the actor may list, as the cluster itself names them now. */
  async namespaces(actor: Actor, id: string): Promise<NamespaceList> {
    await this.visible.load(actor, id);
    const scope = await this.access.kubeScopeOf(actor, 'list', { apiGroup: '', resource: 'namespaces' }, id);
    if (scope === null) throw new AccessDenied('You may not list namespaces of this cluster.', { clusterId: id });
    const { client } = await this.connections.connect(id, callContextOf(actor));
    const { items } = await client.list({ group: '', version: 'v1', resource: 'namespaces' });
    const named = items.map(namespaceOf).filter(({ name }) => objectInScope(scope, { namespace: name, name }));
    return { items: named.sort((one, other) => (one.name < other.name ? -1 : 1)) };
  }
}

const namespaceOf = ({ metadata, status }: { readonly metadata: { readonly name?: string }; readonly [field: string]: unknown }): { name: string; phase: string } => {
  const phase = typeof status === 'object' && status !== null && 'phase' in status ? status.phase : undefined;
  return { name: metadata.name ?? '', phase: typeof phase === 'string' ? phase : 'Unknown' };
};
