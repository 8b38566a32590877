import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { StepState } from '@hyperkuber/contracts';
import { Tables } from '../../../persistence/tables.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { addPlainRows, changePlainRows } from './plain-rows.repository.js';
import { ReleaseStepEntity } from './release-step.entity.js';

export type StepRecord = ReleaseStepEntity;

export interface StepResult {
  readonly ordinal: number;
  readonly state?: StepState;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly health?: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly endedAt?: Date;
}

const CHUNK = 50;
const MOST = 5_000;

@Injectable()
export class Steps {
  constructor(private readonly tables: Tables) {}

  ofTarget(targetId: string, tx?: Tx): Promise<StepRecord[]> {
    return this.tables.of(ReleaseStepEntity, tx).find({ where: { targetId }, order: { ordinal: 'ASC' }, take: MOST });
  }

  /** The steps of a new plan in place of those of an older one. */
  async replace(targetId: string, steps: readonly StepRecord[], tx?: Tx): Promise<void> {
    const table = this.tables.of(ReleaseStepEntity, tx);
    await table.delete({ targetId });
    for (let from = 0; from < steps.length; from += CHUNK) await addPlainRows(table, steps.slice(from, from + CHUNK));
  }

  async begin(targetId: string, ordinals: readonly number[], startedAt: Date, tx?: Tx): Promise<void> {
    await this.tables.of(ReleaseStepEntity, tx).update({ targetId, ordinal: In([...ordinals]) }, { state: 'in-flight', startedAt });
  }

  async write(targetId: string, results: readonly StepResult[], tx?: Tx): Promise<void> {
    for (const { ordinal, ...set } of results) await changePlainRows(this.tables.of(ReleaseStepEntity, tx), { targetId, ordinal }, set);
  }
}
