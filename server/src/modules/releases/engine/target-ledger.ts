import { Injectable } from '@nestjs/common';
import type { TargetFailure, TargetState } from '@hyperkuber/contracts';
import { type Tx, UnitOfWork } from '../../../persistence/unit-of-work.js';
import { Inventory, type Reservation } from '../persistence/inventory.repository.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import { Releases } from '../persistence/releases.repository.js';
import { type StepResult, Steps } from '../persistence/steps.repository.js';
import { type TargetChange, type TargetRecord, Targets } from '../persistence/targets.repository.js';
import { ReleaseJournal } from '../release-journal.js';
import { targetEnded, targetMayMove } from '../release-states.js';
import { SettleRelease } from '../settle-release.js';
import { TargetFailed } from './failures.js';

/** The target belongs to another worker now: nothing more may be written. */
export class TargetLost extends Error {}

/** A person asked to stop: the target ends before its next object. */
export class TargetAborted extends Error {}

/** Only the worker that holds the target now counts from here: those before it did not die in vain. */
const GOT_FURTHER: TargetChange = { attempts: 1 };

/** What a ledger writes with. */
@Injectable()
export class LedgerTools {
  constructor(
    readonly unitOfWork: UnitOfWork,
    readonly targets: Targets,
    readonly releases: Releases,
    readonly steps: Steps,
    readonly inventory: Inventory,
    readonly journal: ReleaseJournal,
    readonly settle: SettleRelease,
  ) {}
}

/** Everything that a worker writes about the one target it holds; each write proves that it still holds it. */
export class TargetLedger {
  constructor(
    readonly target: TargetRecord,
    readonly epoch: number,
    private state: TargetState,
    private readonly tools: LedgerTools,
  ) {}

  get currentState(): TargetState {
    return this.state;
  }

  /** Moves on, in one transaction with its line of history; `also` writes what must be true together with it. */
  async move(to: TargetState, change: TargetChange, detail: string, also?: (release: ReleaseRecord, tx: Tx) => Promise<void>): Promise<void> {
    const { unitOfWork, targets, journal, settle } = this.tools;
    const { id, releaseId } = this.target;
    if (!targetMayMove(this.state, to)) throw new Error(`A target cannot go from ${this.state} to ${to}`);
    await unitOfWork.run(async (tx) => {
      const release = await journal.record(releaseId, [{ type: 'target', targetId: id, code: change.failure ?? to, detail }], tx);
      if (isStopping(release) && !targetEnded(to)) throw new TargetAborted();
      if (!await targets.move({ id, epoch: this.epoch, state: this.state }, to, { ...change, detail, ...this.endOf(to) }, tx)) throw new TargetLost();
      await also?.(release, tx);
      if (targetEnded(to) || to === 'planned') await settle.settle(release, tx);
    });
    this.state = to;
  }

  fail(failure: TargetFailure, detail: string, also?: (release: ReleaseRecord, tx: Tx) => Promise<void>): Promise<void> {
    if (this.state === 'planning') return this.move('plan-failed', { failure, verdict: 'blocked' }, detail, also);
    return this.move('failed', { failure }, detail, also);
  }

  /** Whether a person asked to stop. */
  async isStopping(): Promise<boolean> {
    const release = await this.tools.releases.find(this.target.releaseId);
    return release === undefined || isStopping(release);
  }

  /** Says how it goes; the state stays. */
  async note(change: TargetChange, entry: { readonly code: string; readonly detail: string }, also?: (tx: Tx) => Promise<void>): Promise<void> {
    const { unitOfWork, targets, journal } = this.tools;
    const { id, releaseId } = this.target;
    await unitOfWork.run(async (tx) => {
      await journal.record(releaseId, [{ type: 'health', targetId: id, ...entry }], tx);
      if (!await targets.write({ id, epoch: this.epoch }, change, tx)) throw new TargetLost();
      await also?.(tx);
    });
  }

  /** Marks steps as under way before the cluster is asked, and takes their objects for this target. */
  async begin(ordinals: readonly number[], reservations: readonly Reservation[]): Promise<void> {
    const { unitOfWork, targets, releases, steps, inventory, journal } = this.tools;
    const { id, releaseId } = this.target;
    await unitOfWork.run(async (tx) => {
      const release = await releases.find(releaseId, tx);
      if (release === undefined || isStopping(release)) throw new TargetAborted();
      if (!await targets.stillHeld({ id, epoch: this.epoch }, tx)) throw new TargetLost();
      const [other] = await inventory.reserve(this.target, reservations, tx);
      if (other !== undefined) throw new TargetFailed('shared-resource', `${other.kind} ${other.name} belongs to another application.`);
      await steps.begin(id, ordinals, journal.now(), tx);
    });
  }

  /** Writes what became of steps, and what must be true together with it. */
  async finish(results: readonly StepResult[], change: TargetChange, also: (tx: Tx) => Promise<void>, detail: string): Promise<void> {
    const { unitOfWork, targets, steps, journal } = this.tools;
    const { id, releaseId } = this.target;
    await unitOfWork.run(async (tx) => {
      await journal.record(releaseId, [{ type: 'step', targetId: id, code: 'done', detail }], tx);
      if (!await targets.write({ id, epoch: this.epoch }, { ...change, ...GOT_FURTHER }, tx)) throw new TargetLost();
      await steps.write(id, results, tx);
      await also(tx);
    });
  }

  private endOf(to: TargetState): TargetChange {
    const free = { leaseOwner: null, leaseUntil: null };
    if (targetEnded(to)) return { ...free, endedAt: this.tools.journal.now() };
    return to === 'planned' ? { ...free, ...GOT_FURTHER } : GOT_FURTHER;
  }
}

export const isStopping = ({ state }: ReleaseRecord): boolean => state === 'aborting' || state === 'cancelled' || state === 'aborted';
