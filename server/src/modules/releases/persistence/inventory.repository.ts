import { Injectable } from '@nestjs/common';
import { type ObjectRef } from '@hyperkuber/contracts';
import { In } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { InventoryEntity } from './inventory.entity.js';
import type { Place } from './placements.repository.js';

export type InventoryRecord = InventoryEntity;

export interface Reservation {
  readonly ref: ObjectRef;
  readonly intentHash: string;
  readonly createdByUs: boolean;
  readonly revision: number;
  readonly at: Date;
}

const MOST = 5_000;

export const groupOf = (apiVersion: string): string => (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '');

const keyOf = (clusterId: string, { apiVersion, kind, namespace, name }: ObjectRef) => ({ clusterId, apiGroup: groupOf(apiVersion), kind, namespace, name });

@Injectable()
export class Inventory {
  constructor(private readonly tables: Tables) {}

  /** What the application has at one place. */
  ofPlace({ applicationId, clusterId, namespace }: Place, tx?: Tx): Promise<InventoryRecord[]> {
    return this.tables.of(InventoryEntity, tx).find({ where: { applicationId, clusterId, targetNamespace: namespace }, take: MOST });
  }

  /** Rows of the cluster with one of the names, whoever they belong to. */
  named(clusterId: string, names: readonly string[], tx?: Tx): Promise<InventoryRecord[]> {
    if (names.length === 0) return Promise.resolve([]);
    return this.tables.of(InventoryEntity, tx).find({ where: { clusterId, name: In([...new Set(names)]) }, take: MOST });
  }

  countOf(applicationId: string, tx?: Tx): Promise<number> {
    return this.tables.of(InventoryEntity, tx).countBy({ applicationId });
  }

  /** Takes the object for the place before the cluster is asked; false when it belongs to another place or application. */
  async reserve(place: Place, { ref, intentHash, createdByUs, revision, at }: Reservation, tx?: Tx): Promise<boolean> {
    const table = this.tables.of(InventoryEntity, tx);
    const key = keyOf(place.clusterId, ref);
    const known = await table.findOneBy(key);
    if (known !== null) return known.applicationId === place.applicationId && known.targetNamespace === place.namespace;
    try {
      const owner = { applicationId: place.applicationId, targetNamespace: place.namespace };
      await table.insert({ id: newId(), ...key, ...owner, apiVersion: ref.apiVersion, uid: '', intentHash, createdByUs, revision, updatedAt: at });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async record(clusterId: string, ref: ObjectRef, found: { readonly uid: string; readonly intentHash: string; readonly revision: number; readonly at: Date }, tx?: Tx): Promise<void> {
    const { uid, intentHash, revision, at } = found;
    await this.tables.of(InventoryEntity, tx).update(keyOf(clusterId, ref), { uid, intentHash, revision, apiVersion: ref.apiVersion, updatedAt: at });
  }

  async forgetCluster(clusterId: string, tx?: Tx): Promise<void> {
    await this.tables.of(InventoryEntity, tx).delete({ clusterId });
  }

  async remove(clusterId: string, ref: ObjectRef, tx?: Tx): Promise<void> {
    await this.tables.of(InventoryEntity, tx).delete(keyOf(clusterId, ref));
  }
}
