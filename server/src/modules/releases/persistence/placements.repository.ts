import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { changePlainRows, plainRow } from './plain-rows.repository.js';
import { PlacementEntity } from './placement.entity.js';

export interface Place {
  readonly applicationId: string;
  readonly clusterId: string;
  readonly namespace: string;
}

const placeOf = ({ applicationId, clusterId, namespace }: Place): Place => ({ applicationId, clusterId, namespace });
const MOST = 10_000;

@Injectable()
export class Placements {
  constructor(private readonly tables: Tables) {}

  ofApplications(applicationIds: readonly string[], tx?: Tx): Promise<PlacementEntity[]> {
    if (applicationIds.length === 0) return Promise.resolve([]);
    return this.tables.of(PlacementEntity, tx).find({ where: { applicationId: In([...applicationIds]) }, order: { clusterId: 'ASC', namespace: 'ASC' }, take: MOST });
  }

  find(place: Place, tx?: Tx): Promise<PlacementEntity | undefined> {
    return plainRow(this.tables.of(PlacementEntity, tx), placeOf(place));
  }

  /** Writes the row of `find`, or the first one of the place. */
  async put(placement: PlacementEntity, isNew: boolean, tx?: Tx): Promise<void> {
    const { id, ...set } = placement;
    const table = this.tables.of(PlacementEntity, tx);
    await (isNew ? table.insert({ id, ...set }) : changePlainRows(table, { id }, set));
  }

  async remove(place: Place, tx?: Tx): Promise<void> {
    await this.tables.of(PlacementEntity, tx).delete(placeOf(place));
  }

  async applicationsOn(clusterId: string, tx?: Tx): Promise<string[]> {
    const rows = await this.tables.of(PlacementEntity, tx).find({ select: { id: true, applicationId: true }, where: { clusterId }, take: MOST });
    return [...new Set(rows.map(({ applicationId }) => applicationId))];
  }

  async forgetCluster(clusterId: string, tx?: Tx): Promise<void> {
    await this.tables.of(PlacementEntity, tx).delete({ clusterId });
  }
}
