import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import type { StoredCredential } from '../cluster.js';
import { ClusterCredentialEntity } from './cluster-credential.entity.js';

@Injectable()
export class ClusterCredentialRepository {
  constructor(private readonly tables: Tables) {}

  async insert(credential: StoredCredential, tx?: Tx): Promise<void> {
    await this.tables.of(ClusterCredentialEntity, tx).insert({ ...credential });
  }

  async findActive(clusterId: string, tx?: Tx): Promise<StoredCredential | undefined> {
    return (await this.tables.of(ClusterCredentialEntity, tx).findOneBy({ clusterId, status: 'active' })) ?? undefined;
  }

  /** The active ones of many clusters. */
  async findAllActive(clusterIds: readonly string[], tx?: Tx): Promise<StoredCredential[]> {
    return clusterIds.length === 0 ? [] : this.tables.of(ClusterCredentialEntity, tx).findBy({ clusterId: In([...clusterIds]), status: 'active' });
  }

  /** Ends the active credential and forgets its secret. */
  async retireActive(clusterId: string, tx?: Tx): Promise<void> {
    await this.tables.of(ClusterCredentialEntity, tx).update({ clusterId, status: 'active' }, { status: 'retired', record: null });
  }
}
