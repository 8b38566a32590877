import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import type { SealContext } from '../../persistence/sealing/seal-context.js';
import { Sealer } from '../../persistence/sealing/sealer.js';
import type { StoredCredential } from './cluster.js';
import { factsOf } from './credential-facts.js';
import { type CredentialRecord, parseRecord, targetOf, writeRecord } from './credential-record.js';
import { CredentialUnusable } from './errors.js';

/** Seals credentials for their row and their target, and opens them there and nowhere else. */
@Injectable()
export class CredentialVault {
  constructor(private readonly sealer: Sealer) {}

  seal(record: CredentialRecord, clusterId: string, version: number, now: Date): StoredCredential {
    const place = { id: newId(), clusterId, version, target: targetOf(record.server) };
    return { ...place, ...factsOf(record), status: 'active', record: this.sealer.seal(writeRecord(record), contextOf(place)), createdAt: now };
  }

  /** `server` is what the cluster's row says; a credential goes to no other place than the one it was given for. */
  open(credential: StoredCredential, server: string): CredentialRecord {
    if (credential.record === null || credential.target !== targetOf(server)) throw unusable(credential.clusterId);
    const record = parseRecord(this.sealer.openText(credential.record, contextOf(credential)).reveal());
    if (record.server !== server) throw unusable(credential.clusterId);
    return record;
  }
}

const contextOf = ({ id, clusterId, version, target }: Pick<StoredCredential, 'id' | 'clusterId' | 'version' | 'target'>): SealContext =>
  ({ table: 'cluster_credentials', column: 'record', rowId: id, version, owner: clusterId, target });

const unusable = (clusterId: string): CredentialUnusable =>
  new CredentialUnusable('The stored credential does not belong to the server of this cluster. Give the cluster a new credential.', { clusterId });
