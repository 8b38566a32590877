import { Injectable } from '@nestjs/common';
import type { ClusterDetail, CredentialRotate } from '@hyperkuber/contracts';
import type { Actor } from '../../access/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Cluster } from './cluster.js';
import { ClusterDirectory } from './cluster-directory.js';
import { observationOf } from './cluster-probe.js';
import { ClusterStore } from './cluster-store.js';
import { CredentialVault } from './credential-vault.js';
import { ClusterAlreadyRegistered, ClusterChangedMeanwhile, ClusterIdentityDiffers } from './errors.js';
import { afterProbe, disabled } from './health.js';
import type { ClusterChange } from './persistence/cluster-change.js';
import { type Proof, ProveCredential } from './prove-credential.js';
import { VisibleCluster } from './visible-cluster.js';

/**
 * Gives a cluster another credential. The old one serves until the new one has proved itself against the same cluster; then
 * all processes change over, and what still runs on the old connection ends by itself. A new address comes in the same way.
 */
@Injectable()
export class RotateCredential {
  constructor(
    private readonly visible: VisibleCluster,
    private readonly prove: ProveCredential,
    private readonly vault: CredentialVault,
    private readonly store: ClusterStore,
    private readonly directory: ClusterDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, { credential }: CredentialRotate): Promise<ClusterDetail> {
    const cluster = await this.visible.load(actor, id, 'rotate');
    const proof = await this.prove.demand(credential, cluster);
    demandSameCluster(cluster, proof.uid);
    const now = this.clock.now();
    const version = cluster.credentialVersion + 1;
    const outcome = await this.store.switchCredential(cluster, changeTo(cluster, proof, version, now), this.vault.seal(proof.record, id, version, now));
    if (outcome === 'taken') throw new ClusterAlreadyRegistered('The cluster behind this credential is registered under another name.');
    if (outcome === 'meanwhile') throw new ClusterChangedMeanwhile('Somebody else changed the cluster. Look at it and try again.');
    return this.directory.detail(actor, id);
  }
}

/** A credential that cannot see the identity is refused for a cluster whose identity is known: it could be any cluster. */
const demandSameCluster = ({ uid: known, name }: Cluster, uid: string | null): void => {
  if (known === null || known === uid) return;
  throw new ClusterIdentityDiffers(uid === null
    ? `The credential cannot read the namespace kube-system, so it is not sure that it belongs to ${name}.`
    : `The credential opens another cluster than ${name}. Register that one for itself.`);
};

const changeTo = (cluster: Cluster, { record, report, uid }: Proof, version: number, now: Date): ClusterChange => ({
  server: record.server,
  uid: uid ?? cluster.uid,
  credentialVersion: version,
  connectionVersion: cluster.connectionVersion + 1,
  ...(cluster.enabled ? afterProbe(cluster, observationOf(report), now, Math.random()) : { ...disabled(cluster.since) }),
  checkedAt: now,
  latencyMs: report.latencyMs,
  facts: report.facts,
  updatedAt: now,
});
