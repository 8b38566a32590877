import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { ClusterTarget } from '../../kubernetes/cluster-target.js';
import type { Cluster, StoredCredential } from './cluster.js';
import { CredentialVault } from './credential-vault.js';
import { ClusterNotFound, CredentialUnusable } from './errors.js';
import { ClusterCredentialRepository } from './persistence/cluster-credential.repository.js';
import { ClusterRepository } from './persistence/cluster.repository.js';

/** The bus may lose a message: after this time the row is read again. */
const BELIEVED_MS = 2_000;
const MOST_OPEN = 1_000;

export interface OpenTarget {
  readonly cluster: Cluster;
  readonly target: ClusterTarget;
  readonly credential: Pick<StoredCredential, 'createdAt' | 'expiresAt'>;
}

interface Entry {
  readonly opened: Promise<OpenTarget>;
  readonly readAt: number;
}

/** Opened credentials in the memory of this process, one per cluster, each for one version of the connection. */
@Injectable()
export class OpenTargets {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly clusters: ClusterRepository,
    private readonly credentials: ClusterCredentialRepository,
    private readonly vault: CredentialVault,
    private readonly clock: Clock,
  ) {}

  /** The target of a cluster as its row says it, at most two seconds ago. @throws ClusterNotFound */
  of(clusterId: string): Promise<OpenTarget> {
    const known = this.entries.get(clusterId);
    if (known !== undefined && this.now() - known.readAt < BELIEVED_MS) return known.opened;
    const entry: Entry = { opened: this.read(clusterId, known?.opened), readAt: this.now() };
    this.keep(clusterId, entry);
    entry.opened.catch(() => {
      if (this.entries.get(clusterId) === entry) this.entries.delete(clusterId);
    });
    return entry.opened;
  }

  forget(clusterId: string): void {
    this.entries.delete(clusterId);
  }

  private async read(clusterId: string, before: Promise<OpenTarget> | undefined): Promise<OpenTarget> {
    const cluster = await this.clusters.find(clusterId);
    if (cluster === undefined) throw new ClusterNotFound('There is no cluster with this id.', { clusterId });
    const known = await before?.catch(() => undefined);
    if (known?.cluster.connectionVersion === cluster.connectionVersion) return { ...known, cluster };
    return this.open(cluster);
  }

  private async open(cluster: Cluster, isSecondTry = false): Promise<OpenTarget> {
    const credential = await this.credentials.findActive(cluster.id);
    if (credential === undefined || credential.version !== cluster.credentialVersion) return this.openAgain(cluster, isSecondTry);
    const { id, name, mode, connectionVersion, server } = cluster;
    const target = new ClusterTarget({ ...this.vault.open(credential, server), clusterId: id, name, mode, credentialVersion: connectionVersion });
    return { cluster, target, credential: { createdAt: credential.createdAt, expiresAt: credential.expiresAt } };
  }

  /** Between the two reads somebody may have rotated the credential. */
  private async openAgain({ id, name }: Cluster, isSecondTry: boolean): Promise<OpenTarget> {
    const cluster = await this.clusters.find(id);
    if (cluster === undefined) throw new ClusterNotFound('There is no cluster with this id.', { clusterId: id });
    if (isSecondTry) throw new CredentialUnusable(`${name} has no credential that matches its row.`, { clusterId: id });
    return this.open(cluster, true);
  }

  private keep(clusterId: string, entry: Entry): void {
    this.entries.delete(clusterId);
    this.entries.set(clusterId, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST_OPEN && oldest !== undefined) this.entries.delete(oldest);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
