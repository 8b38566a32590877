import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import type { TargetRecord } from '../persistence/targets.repository.js';
import { targetWorkable } from '../release-states.js';
import type { CallScene } from './cluster-calls.js';
import { callFault, isOfPlatform, TargetFailed } from './failures.js';
import { type Hold, LeaseKeeper } from './lease-keeper.js';
import { PlanStage } from './plan-stage.js';
import { RunStage } from './run-stage.js';
import { Slots } from './slots.js';
import { isStopping, LedgerTools, TargetAborted, TargetLedger, TargetLost } from './target-ledger.js';
import { TargetScenes } from './target-scene.js';

/** Claims of one target since it last got further, before it is given up: each one more than needed is a worker that died over it. */
const MOST_ATTEMPTS = 10;
const PLANNING_MS = 20_000;

/** Works on one target at a time as its row says; may be called for the same target any number of times. */
@Injectable()
export class TargetWorker {
  constructor(
    private readonly keeper: LeaseKeeper,
    private readonly scenes: TargetScenes,
    private readonly planStage: PlanStage,
    private readonly runStage: RunStage,
    private readonly slots: Slots,
    private readonly tools: LedgerTools,
    private readonly clock: Clock,
  ) {}

  async work(targetId: string): Promise<void> {
    const { targets, releases } = this.tools;
    const target = await targets.find(targetId);
    if (target === undefined || !targetWorkable(target.state)) return;
    const release = await releases.find(target.releaseId);
    const hold = release === undefined ? undefined : await this.keeper.claim(target);
    if (release === undefined || hold === undefined) return;
    const ledger = new TargetLedger(target, hold.epoch, target.state, this.tools);
    try {
      await this.carry(ledger, target, release, hold);
    } catch (error) {
      await this.end(ledger, hold, error);
    } finally {
      this.keeper.drop(targetId);
    }
  }

  /** Stops at the next safe point; what is under way can be taken up by any other worker at once. */
  close(): void {
    this.keeper.close();
  }

  private async carry(ledger: TargetLedger, target: TargetRecord, release: ReleaseRecord, hold: Hold): Promise<void> {
    if (target.attempts >= MOST_ATTEMPTS) throw new TargetFailed('attempts-exhausted', `It was begun ${String(target.attempts)} times and got no further.`);
    if (isStopping(release)) throw new TargetAborted();
    const scene = await this.scenes.open(target, release);
    const calls = (deadlineAt: Date): CallScene => this.calls(ledger, hold, deadlineAt);
    if (target.state === 'planning') await this.planStage.execute(ledger, scene, calls(new Date(this.clock.now().getTime() + PLANNING_MS)));
    else await this.runStage.execute({ ledger, release, scene, calls });
  }

  private calls(ledger: TargetLedger, { signal, isCurrent }: Hold, deadlineAt: Date): CallScene {
    const { clusterId } = ledger.target;
    return {
      clusterId, slots: this.slots, clock: this.clock, deadlineAt, signal, isCurrent,
      onPause: ({ detail, failure }, attempt) => ledger.note({ detail }, { code: failure, detail: `${detail} Trying again (${String(attempt)}).` }),
      stopIfAsked: async () => {
        if (await ledger.isStopping()) throw new TargetAborted();
      },
    };
  }

  private async end(ledger: TargetLedger, { signal }: Hold, error: unknown): Promise<void> {
    if (error instanceof TargetLost) return;
    if (signal.aborted) {
      await this.tools.targets.handBack({ id: ledger.target.id, epoch: ledger.epoch });
      return;
    }
    await this.endInWords(ledger, error).catch((fault: unknown) => {
      if (!(fault instanceof TargetLost)) throw fault;
    });
  }

  private async endInWords(ledger: TargetLedger, error: unknown): Promise<void> {
    if (error instanceof TargetAborted) {
      await ledger.move('aborted', {}, 'stopped on request', (_release, tx) => this.notePlace(ledger, 'stopped on request', tx));
      return;
    }
    if (isOfPlatform(error)) {
      await this.tools.targets.release({ id: ledger.target.id, epoch: ledger.epoch });
      throw error;
    }
    const { failure, detail } = callFault(error);
    await ledger.fail(failure, detail, (_release, tx) => this.notePlace(ledger, detail, tx));
  }

  /** From the first object on, the place is no longer as the last release left it. */
  private async notePlace(ledger: TargetLedger, reason: string, tx: Parameters<RunStage['place']>[3]): Promise<void> {
    if (['applying', 'waiting-health', 'pruning'].includes(ledger.currentState)) await this.runStage.place(ledger.target, 'Degraded', reason, tx);
  }
}
