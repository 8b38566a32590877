import { Injectable } from '@nestjs/common';
import { refKey } from '@hyperkuber/kube';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../persistence/unit-of-work.js';
import type { ObjectKind } from '../cluster-access.js';
import { Inventory } from '../persistence/inventory.repository.js';
import type { StepRecord, StepResult } from '../persistence/steps.repository.js';
import { planRemoval } from '../planning/plan-removals.js';
import type { PlannedObject } from '../planning/planned-object.js';
import { type PlanOrder, rowKey } from '../planning/target-planner.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { TargetFailed } from './failures.js';
import type { TargetLedger } from './target-ledger.js';
import type { TargetScene } from './target-scene.js';

export interface PruneOrder {
  readonly ledger: TargetLedger;
  readonly scene: TargetScene;
  readonly calls: CallScene;
  readonly steps: readonly StepRecord[];
}

const PATIENCE_MS = 30_000;
const POLL_MS = 500;

interface Leaving {
  readonly kind: ObjectKind;
  readonly ref: Pick<StepRecord, 'namespace' | 'name'>;
  readonly uid: string;
}

const leavingOf = (ref: StepRecord, { kind, uid }: PlannedObject): Leaving | undefined => (kind === undefined || uid === undefined ? undefined : { kind, ref, uid });

/** Takes away what is no longer wanted. Each object is looked at again right before it goes, and goes by its uid. */
@Injectable()
export class PruneStage {
  constructor(
    private readonly inventory: Inventory,
    private readonly clock: Clock,
  ) {}

  async execute({ ledger, scene, calls, steps }: PruneOrder): Promise<void> {
    const open = steps.filter(({ operation, state }) => operation === 'delete' && state !== 'done' && state !== 'no-change');
    if (open.length === 0) return;
    const order = await scene.order(calls.signal);
    const leaving: Leaving[] = [];
    let done = steps.length - open.length;
    for (const step of open) {
      done += 1;
      const left = await this.removeOne(step, done, order, { ledger, scene, calls, steps });
      if (left !== undefined) leaving.push(left);
    }
    await this.waitUntilGone(leaving, order, calls);
  }

  /** What depends on an object goes before it; some seconds of patience let the end of the release mean the end of the objects. */
  private async waitUntilGone(leaving: readonly Leaving[], { cluster }: PlanOrder, calls: CallScene): Promise<void> {
    const until = Math.min(this.clock.now().getTime() + PATIENCE_MS, calls.deadlineAt.getTime());
    for (const { kind, ref, uid } of leaving) {
      for (;;) {
        const live = await askUntilDeadline(calls, (signal) => cluster.get(kind, ref.namespace, ref.name, signal));
        if (live?.metadata.uid !== uid || this.clock.now().getTime() >= until) break;
        await this.clock.wait(POLL_MS, calls.signal);
        calls.signal.throwIfAborted();
      }
    }
  }

  private async removeOne(step: StepRecord, done: number, order: PlanOrder, { ledger, calls }: PruneOrder): Promise<Leaving | undefined> {
    await ledger.begin([step.ordinal], []);
    const row = order.inventory.find((candidate) => rowKey(candidate) === refKey(step));
    const planned = row === undefined ? undefined : await askUntilDeadline(calls, (signal) => planRemoval(row, { ...order, signal }));
    const isDeleted = planned !== undefined && await this.carryOut(step, planned, order, calls);
    const result: StepResult = { ordinal: step.ordinal, state: isDeleted ? 'done' : 'no-change', detail: planned?.plan.detail ?? '', endedAt: this.clock.now() };
    await ledger.finish([result], { done }, (tx) => this.forget(step, planned, ledger, tx), `${step.kind} ${step.name}: ${isDeleted ? 'deleted' : 'nothing to delete'}`);
    return isDeleted ? leavingOf(step, planned) : undefined;
  }

  private async carryOut(step: StepRecord, { plan, kind, uid }: PlannedObject, { cluster }: PlanOrder, calls: CallScene): Promise<boolean> {
    if (plan.action === 'refused') throw new TargetFailed('prune-blocked', `${step.kind} ${step.name}: ${plan.detail}`);
    if (plan.action !== 'delete' || kind === undefined || uid === undefined) return false;
    return askUntilDeadline(calls, (signal) => cluster.remove(kind, step.namespace, step.name, uid, signal));
  }

  /** What stays by annotation stays ours, so that a later release may take it away. */
  private async forget(step: StepRecord, planned: PlannedObject | undefined, { target }: TargetLedger, tx: Tx): Promise<void> {
    if (planned?.plan.code !== 'kept') await this.inventory.remove(target.clusterId, step, tx);
  }
}
