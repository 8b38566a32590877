import { Injectable } from '@nestjs/common';
import { type ObjectRef } from '@hyperkuber/contracts';
import { In } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import { isUniqueViolation } from '../../../persistence/database-errors.js';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { changePlainRows } from './plain-rows.repository.js';
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
const CHUNK = 50;

const rowName = ({ apiGroup, kind, namespace, name }: Pick<InventoryEntity, 'apiGroup' | 'kind' | 'namespace' | 'name'>): string => `${apiGroup}/${kind}/${namespace}/${name}`;

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

  /** Takes the objects for the place before the cluster is asked; those that belong to others come back. */
  async reserve(place: Place, reservations: readonly Reservation[], tx: Tx): Promise<ObjectRef[]> {
    if (reservations.length === 0) return [];
    const { applicationId, clusterId, namespace: targetNamespace } = place;
    const rows = new Map((await this.named(clusterId, reservations.map(({ ref }) => ref.name), tx)).map((row) => [rowName(row), row]));
    const others = reservations.filter(({ ref }) => {
      const row = rows.get(rowName(keyOf(clusterId, ref)));
      return row !== undefined && (row.applicationId !== applicationId || row.targetNamespace !== targetNamespace);
    });
    if (others.length > 0) return others.map(({ ref }) => ref);
    const missing = reservations.filter(({ ref }) => !rows.has(rowName(keyOf(clusterId, ref))));
    const fresh = missing.map(({ ref, intentHash, createdByUs, revision, at }) =>
      ({ id: newId(), ...keyOf(clusterId, ref), applicationId, targetNamespace, apiVersion: ref.apiVersion, uid: '', intentHash, createdByUs, revision, updatedAt: at }));
    try {
      for (let from = 0; from < fresh.length; from += CHUNK) await this.tables.of(InventoryEntity, tx).insert(fresh.slice(from, from + CHUNK));
      return [];
    } catch (error) {
      // Somebody took one of them a moment ago; which one does not matter, for nothing of this is written.
      if (isUniqueViolation(error)) return missing.map(({ ref }) => ref);
      throw error;
    }
  }

  async record(clusterId: string, ref: ObjectRef, found: { readonly uid: string; readonly intentHash: string; readonly revision: number; readonly at: Date }, tx?: Tx): Promise<void> {
    const { uid, intentHash, revision, at } = found;
    await changePlainRows(this.tables.of(InventoryEntity, tx), keyOf(clusterId, ref), { uid, intentHash, revision, apiVersion: ref.apiVersion, updatedAt: at });
  }

  async forgetCluster(clusterId: string, tx?: Tx): Promise<void> {
    await this.tables.of(InventoryEntity, tx).delete({ clusterId });
  }

  async remove(clusterId: string, ref: ObjectRef, tx?: Tx): Promise<void> {
    await this.tables.of(InventoryEntity, tx).delete(keyOf(clusterId, ref));
  }
}
