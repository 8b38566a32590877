import { Injectable } from '@nestjs/common';
import type { ClusterCreate, ClusterDetail } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { platformTuple } from '../../access/tuple.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Cluster, StoredCredential } from './cluster.js';
import { observationOf } from './cluster-probe.js';
import { ClusterStore } from './cluster-store.js';
import { detailOf } from './cluster-view.js';
import { CredentialVault } from './credential-vault.js';
import { ClusterAlreadyRegistered, ClusterNameTaken } from './errors.js';
import { afterProbe, connecting } from './health.js';
import { type Proof, ProveCredential } from './prove-credential.js';

/** Takes a cluster in after it was reached and knew the credential. Nothing is written into the cluster. */
@Injectable()
export class RegisterCluster {
  constructor(
    private readonly access: Access,
    private readonly prove: ProveCredential,
    private readonly vault: CredentialVault,
    private readonly store: ClusterStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, order: ClusterCreate): Promise<ClusterDetail> {
    await this.access.demand(actor, platformTuple('clusters', 'create'));
    await this.refuseTakenName(order.name);
    const proof = await this.prove.demand(order.credential, order);
    await this.refuseKnownCluster(proof.uid);
    const cluster = this.clusterOf(order, proof);
    const credential = this.vault.seal(proof.record, cluster.id, cluster.credentialVersion, cluster.createdAt);
    await this.add(cluster, credential);
    return detailOf(cluster, credential);
  }

  private clusterOf({ name, environment, labels, mode }: ClusterCreate, { record, report, uid }: Proof): Cluster {
    const now = this.clock.now();
    const { since, ...health } = afterProbe(connecting(now), observationOf(report), now, Math.random());
    return {
      id: newId(), name, environment, labels, mode, enabled: true, server: record.server, uid, credentialVersion: 1, connectionVersion: 1,
      ...health, since, checkedAt: now, latencyMs: report.latencyMs, facts: report.facts, createdAt: now, updatedAt: now,
    };
  }

  private async add(cluster: Cluster, credential: StoredCredential): Promise<void> {
    if (await this.store.add(cluster, credential)) return;
    // Somebody registered the same name or the same cluster while ours was being proved.
    await this.refuseTakenName(cluster.name);
    await this.refuseKnownCluster(cluster.uid);
    throw new ClusterNameTaken(`A cluster called ${cluster.name} was registered a moment ago.`);
  }

  private async refuseTakenName(name: string): Promise<void> {
    const other = await this.store.findByName(name);
    if (other !== undefined) throw new ClusterNameTaken(`Another cluster is called ${name}. Choose another name.`, { clusterId: other.id });
  }

  private async refuseKnownCluster(uid: string | null): Promise<void> {
    const other = uid === null ? undefined : await this.store.findByUid(uid);
    if (other !== undefined) throw new ClusterAlreadyRegistered(`This cluster is registered as ${other.name}.`, { clusterId: other.id, name: other.name });
  }
}
