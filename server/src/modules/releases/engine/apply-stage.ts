import { Injectable } from '@nestjs/common';
import { applyOrder, health, type KubeObject, refKey, stringAt } from '@hyperkuber/kube';
import { Clock } from '../../../kernel/clock.js';
import type { ReleaseOptions } from '@hyperkuber/contracts';
import type { ReleaseCluster } from '../cluster-access.js';
import { Inventory, type Reservation } from '../persistence/inventory.repository.js';
import type { StepRecord, StepResult } from '../persistence/steps.repository.js';
import type { ObjectIntent } from '../planning/intents.js';
import { isBlocking, type PlannedObject } from '../planning/planned-object.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { TargetFailed } from './failures.js';
import { waitEstablished } from './established.js';
import { isSettled } from './health-judgement.js';
import { knownFailure } from './known-failure.js';
import type { TargetLedger } from './target-ledger.js';

export interface ApplyOrder {
  readonly ledger: TargetLedger;
  readonly cluster: ReleaseCluster;
  readonly calls: CallScene;
  readonly options: ReleaseOptions;
  readonly objects: readonly PlannedObject[];
  readonly steps: readonly StepRecord[];
  /** Keys of objects that the inventory has for this target already. */
  readonly known: ReadonlySet<string>;
}

interface Task {
  readonly step: StepRecord;
  readonly planned: PlannedObject;
  readonly intent: ObjectIntent;
}

interface Outcome {
  readonly task: Task;
  readonly result: StepResult;
}

const isOver = ({ state }: StepRecord): boolean => state === 'done' || state === 'no-change';

/** Brings the objects of a target into the cluster, group after group; what an earlier worker did is not done again. */
@Injectable()
export class ApplyStage {
  constructor(
    private readonly inventory: Inventory,
    private readonly clock: Clock,
  ) {}

  async execute(order: ApplyOrder): Promise<void> {
    let done = order.steps.filter(isOver).length;
    for (const group of this.groups(order)) {
      const open = group.filter(({ step }) => !isOver(step));
      if (open.length === 0) continue;
      done += await this.applyGroup(open, done, order);
    }
  }

  private groups({ objects, steps }: ApplyOrder): Task[][] {
    const stepByKey = new Map(steps.filter(({ operation }) => operation !== 'delete').map((step) => [refKey(step), step]));
    const tasks = objects.flatMap((planned): Task[] => {
      const step = stepByKey.get(refKey(planned.plan.ref));
      return planned.intent === undefined || step === undefined ? [] : [{ step, planned, intent: planned.intent }];
    });
    const taskByObject = new Map<KubeObject, Task>(tasks.map((task) => [task.intent.object, task]));
    return applyOrder([...taskByObject.keys()]).map((group) => group.flatMap((object) => taskByObject.get(object) ?? []));
  }

  private async applyGroup(tasks: readonly Task[], doneBefore: number, order: ApplyOrder): Promise<number> {
    const { ledger } = order;
    await ledger.begin(tasks.map(({ step }) => step.ordinal), tasks.flatMap((task) => this.reservation(task, order)));
    const outcomes: Outcome[] = [];
    const failure = await this.applyAll(tasks, order, outcomes);
    const done = outcomes.filter(({ result }) => result.state !== 'failed').length;
    await this.record(outcomes, doneBefore + done, ledger);
    if (failure !== undefined) throw failure;
    for (const { intent } of tasks) await waitEstablished(intent, order.cluster, order.calls);
    return done;
  }

  /** Takes the objects one by one and stops at the first that fails; what was reached is in `outcomes` either way. */
  private async applyAll(tasks: readonly Task[], order: ApplyOrder, outcomes: Outcome[]): Promise<Error | undefined> {
    for (const task of tasks) {
      try {
        order.calls.signal.throwIfAborted();
        outcomes.push({ task, result: await this.applyOne(task, order) });
      } catch (error) {
        if (!(error instanceof TargetFailed)) return error instanceof Error ? error : new Error(String(error));
        outcomes.push({ task, result: { ordinal: task.step.ordinal, state: 'failed', reason: error.failure, detail: error.detail, endedAt: this.clock.now() } });
        const { kind, name } = task.step;
        return new TargetFailed(error.failure, `${kind} ${name}: ${error.detail}`);
      }
    }
    return undefined;
  }

  private async applyOne({ step, planned, intent }: Task, order: ApplyOrder): Promise<StepResult> {
    const { ordinal } = step;
    const { plan, uid = '', resourceVersion = '' } = planned;
    if (isBlocking(plan)) throw new TargetFailed(knownFailure(plan.code) ?? 'apply-failed', plan.detail);
    if (plan.action === 'unchanged') return { ordinal, state: 'no-change', uid, resourceVersion, endedAt: this.clock.now() };
    const object = await this.send(intent, plan.conflicts.length > 0, order);
    const version = stringAt(object, 'metadata', 'resourceVersion') ?? '';
    const state = version === resourceVersion ? 'no-change' : 'done';
    return { ordinal, state, uid: object.metadata.uid ?? '', resourceVersion: version, ...this.settledHealth(object), endedAt: this.clock.now() };
  }

  private settledHealth(object: KubeObject): Pick<StepResult, 'health' | 'reason' | 'detail'> {
    const found = health(object, { now: this.clock.now() });
    return isSettled(object, found) ? { health: found.status, reason: found.reason, detail: '' } : {};
  }

  private async send({ kind, object }: ObjectIntent, isContested: boolean, { cluster, calls, options }: ApplyOrder): Promise<KubeObject> {
    if (kind === undefined) throw new TargetFailed('unknown-kind', `${cluster.name} does not know ${object.kind} of ${object.apiVersion}.`);
    const force = options.onConflict === 'take' && isContested;
    return (await askUntilDeadline(calls, (signal) => cluster.apply(kind, object, { dryRun: false, force }, signal))).object;
  }

  private reservation({ step, planned, intent }: Task, { ledger: { target }, known }: ApplyOrder): Reservation[] {
    if (step.operation !== 'apply' || target.revision === null || known.has(intent.key)) return [];
    const createdByUs = planned.plan.action === 'create' || planned.plan.action === 'unverifiable';
    return [{ ref: planned.plan.ref, intentHash: intent.intentHash, createdByUs, revision: target.revision, at: this.clock.now() }];
  }

  private async record(outcomes: readonly Outcome[], done: number, ledger: TargetLedger): Promise<void> {
    if (outcomes.length === 0) return;
    const { clusterId, revision } = ledger.target;
    const words = outcomes.map(({ task: { step }, result }) => `${step.kind} ${step.name}: ${result.state}`).join('; ').slice(0, 2_000);
    // The stages after this one go on with the steps as they are now.
    for (const { task: { step }, result } of outcomes) Object.assign(step, result);
    await ledger.finish(outcomes.map(({ result }) => result), { done }, async (tx) => {
      for (const { task, result } of outcomes) {
        if (task.step.operation !== 'apply' || result.state === 'failed' || revision === null) continue;
        const found = { uid: result.uid ?? '', intentHash: task.intent.intentHash, revision, at: this.clock.now() };
        await this.inventory.record(clusterId, task.planned.plan.ref, found, tx);
      }
    }, words);
  }
}
