import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { type Tx, UnitOfWork } from '../../persistence/unit-of-work.js';
import type { Cluster, StoredCredential } from './cluster.js';
import { ClusterNews } from './cluster-news.js';
import type { ClusterChange } from './persistence/cluster-change.js';
import { ClusterCredentialRepository } from './persistence/cluster-credential.repository.js';
import { ClusterHealthSpanRepository } from './persistence/cluster-health-span.repository.js';
import { ClusterRepository } from './persistence/cluster.repository.js';
import { isSame } from './health.js';

const SPANS_KEPT_MS = 30 * 86_400_000;

/** Writes clusters: the row, its credential, its history and the news of it, in one transaction. */
@Injectable()
export class ClusterStore {
  constructor(
    private readonly clusters: ClusterRepository,
    private readonly credentials: ClusterCredentialRepository,
    private readonly spans: ClusterHealthSpanRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: ClusterNews,
  ) {}

  findByName(name: string): Promise<Cluster | undefined> {
    return this.clusters.findByName(name);
  }

  findByUid(uid: string): Promise<Cluster | undefined> {
    return this.clusters.findByUid(uid);
  }

  /** False when the name or the uid is taken; nothing is written then. */
  add(cluster: Cluster, credential: StoredCredential): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      if (!await this.clusters.insert(cluster, tx)) return false;
      await this.credentials.insert(credential, tx);
      await this.beginSpan(cluster, tx);
      tx.afterCommit(() => this.news.changed('registered', cluster));
      return true;
    });
  }

  /** Writes a change of what people say about a cluster, when nobody else was first. */
  change(cluster: Cluster, change: ClusterChange): Promise<'changed' | 'meanwhile' | 'taken'> {
    return this.unitOfWork.run((tx) => this.write(cluster, change, tx));
  }

  /** The new credential serves from here on; the old one is forgotten. */
  switchCredential(cluster: Cluster, change: ClusterChange, credential: StoredCredential): Promise<'changed' | 'meanwhile' | 'taken'> {
    return this.unitOfWork.run(async (tx) => {
      const outcome = await this.write(cluster, change, tx);
      if (outcome !== 'changed') return outcome;
      await this.credentials.retireActive(cluster.id, tx);
      await this.credentials.insert(credential, tx);
      return outcome;
    });
  }

  /** Outages that began after a moment. */
  outagesSince(clusterId: string, after: Date): Promise<number> {
    return this.spans.countOutagesAfter(clusterId, after);
  }

  /** What a probe saw; false when the lease went to another or the connection changed meanwhile. */
  finishProbe(cluster: Cluster, lease: string, change: ClusterChange, now: Date): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      if (!await this.clusters.finishProbe(cluster.id, lease, cluster.connectionVersion, change, tx)) return false;
      const after = { ...cluster, ...change };
      if (isSame(cluster, after)) return true;
      await this.beginSpan(after, tx);
      await this.spans.forgetBefore(cluster.id, new Date(now.getTime() - SPANS_KEPT_MS), tx);
      tx.afterCommit(() => this.news.changed('health', after));
      return true;
    });
  }

  private async write(cluster: Cluster, change: ClusterChange, tx: Tx): Promise<'changed' | 'meanwhile' | 'taken'> {
    const outcome = await this.clusters.change(cluster.id, cluster.connectionVersion, change, tx);
    if (outcome !== 'changed') return outcome;
    const after = { ...cluster, ...change };
    if (!isSame(cluster, after)) await this.beginSpan(after, tx);
    tx.afterCommit(() => this.news.changed(after.connectionVersion === cluster.connectionVersion ? 'details' : 'connection', after));
    return outcome;
  }

  private beginSpan({ id: clusterId, state, code, detail, since }: Cluster, tx: Tx): Promise<void> {
    return this.spans.begin({ id: newId(), clusterId, state, code, detail, from: since, until: null }, tx);
  }
}
