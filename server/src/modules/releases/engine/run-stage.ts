import { Injectable } from '@nestjs/common';
import { refKey } from '@hyperkuber/kube';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { ObjectPlan, TargetState } from '@hyperkuber/contracts';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { Placements } from '../persistence/placements.repository.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import { type StepRecord, type StepResult, Steps } from '../persistence/steps.repository.js';
import { type TargetChange, type TargetRecord, Targets } from '../persistence/targets.repository.js';
import { planDeviation } from '../planning/plan-comparison.js';
import { isBlocking, type PlannedObject } from '../planning/planned-object.js';
import { storedPlan } from '../planning/stored-plan.js';
import { type PlanOrder, planTarget, rowKey } from '../planning/target-planner.js';
import { ApplyStage } from './apply-stage.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { TargetFailed } from './failures.js';
import { HealthStage, type Watched } from './health-stage.js';
import { knownFailure } from './known-failure.js';
import { PruneStage } from './prune-stage.js';
import type { TargetLedger } from './target-ledger.js';
import type { TargetScene } from './target-scene.js';

export interface RunOrder {
  readonly ledger: TargetLedger;
  readonly release: ReleaseRecord;
  readonly scene: TargetScene;
  readonly calls: (deadlineAt: Date) => CallScene;
}

/** Carries an approved target through: fresh plan, apply, health, prune. It begins wherever an earlier worker stopped. */
@Injectable()
export class RunStage {
  constructor(
    private readonly applyStage: ApplyStage,
    private readonly healthStage: HealthStage,
    private readonly pruneStage: PruneStage,
    private readonly targets: Targets,
    private readonly steps: Steps,
    private readonly placements: Placements,
    private readonly clock: Clock,
  ) {}

  async execute(order: RunOrder): Promise<void> {
    const { ledger, release } = order;
    const deadlineAt = ledger.target.deadlineAt ?? this.deadline(release);
    const planned = await this.freshPlan(order, deadlineAt);
    const steps = await this.steps.ofTarget(ledger.target.id);
    if (isBeforeHealth(ledger.currentState)) await this.bring(order, planned, steps, deadlineAt);
    if (ledger.currentState !== 'pruning') await this.untilWell(order, planned, steps);
    if (ledger.currentState === 'pruning') await this.takeAway(order, steps);
  }

  /** The plan as of now; anything in it that nobody approved ends the target before it is touched. */
  private async freshPlan({ ledger, scene, calls }: RunOrder, deadlineAt: Date): Promise<Planned> {
    const patient = calls(deadlineAt);
    const onPause: CallScene['onPause'] = (fault, attempt) =>
      ledger.currentState === 'pending' ? ledger.move('preflight', { deadlineAt, ...this.begun(ledger) }, fault.detail) : patient.onPause(fault, attempt);
    return askUntilDeadline({ ...patient, onPause }, async (signal) => {
      const order = await scene.order(signal);
      const { objects } = await planTarget(order);
      if (isBeforeHealth(ledger.currentState)) this.compare(storedPlan(await this.targets.plan(ledger.target.id)).objects, objects);
      return { order, objects };
    });
  }

  private compare(approved: readonly ObjectPlan[], now: readonly PlannedObject[]): void {
    const plans = now.map(({ plan }) => plan);
    const refused = plans.find(({ action, code }) => action === 'refused' && code === 'namespace-denied');
    if (refused !== undefined) throw new TargetFailed('access-revoked', refused.detail);
    const blocked = plans.find((plan) => isBlocking(plan) && knownFailure(plan.code) !== undefined);
    if (blocked !== undefined) throw new TargetFailed(knownFailure(blocked.code) ?? 'plan-changed', `${blocked.ref.kind} ${blocked.ref.name}: ${blocked.detail}`);
    const deviation = planDeviation(approved, plans);
    if (deviation !== undefined) throw new TargetFailed('plan-changed', deviation);
  }

  private async bring({ ledger, release, scene, calls }: RunOrder, { objects, order }: Planned, steps: readonly StepRecord[], deadlineAt: Date): Promise<void> {
    const { target } = ledger;
    if (ledger.currentState !== 'applying') {
      await ledger.move('applying', { deadlineAt, ...this.begun(ledger) }, 'applying', (_release, tx) => this.place(target, 'Progressing', 'being released', tx));
    }
    const known = new Set(order.inventory.map(rowKey));
    await this.applyStage.execute({ ledger, cluster: scene.cluster, calls: calls(deadlineAt), options: release.options, objects, steps, known });
  }

  private async untilWell(order: RunOrder, planned: Planned, steps: readonly StepRecord[]): Promise<void> {
    const { ledger } = order;
    const intents = new Map(planned.objects.flatMap(({ plan, intent }) => (intent === undefined ? [] : [[refKey(plan.ref), intent] as const])));
    const watched = steps.flatMap((step) => {
      const intent = step.operation === 'apply' && step.health !== 'NotApplicable' ? intents.get(refKey(step)) : undefined;
      return intent === undefined ? [] : [{ step, intent }];
    });
    const results = watched.length === 0 ? [] : await this.waitUntilWell(order, planned, watched);
    const healthy = steps.filter(({ operation }) => operation === 'apply').length;
    const write = (tx: Tx): Promise<void> => this.steps.write(ledger.target.id, results, tx);
    if (steps.some(({ operation }) => operation === 'delete')) await ledger.move('pruning', { healthy }, 'taking away what is no longer wanted', (_release, tx) => write(tx));
    else await this.succeed(ledger, { healthy }, write);
  }

  private async waitUntilWell({ ledger, release, scene, calls }: RunOrder, { order: { policy } }: Planned, watched: readonly Watched[]): Promise<readonly StepResult[]> {
    // A worker that goes on here keeps the deadline of the one before.
    const deadlineAt = (ledger.target.state === 'waiting-health' ? ledger.target.deadlineAt : null) ?? this.deadline(release);
    if (ledger.currentState === 'applying') await ledger.move('waiting-health', { deadlineAt }, 'waiting until everything is well');
    return this.healthStage.execute({ ledger, cluster: scene.cluster, policy, calls: calls(deadlineAt), watched, isStopping: () => ledger.isStopping() });
  }

  private async takeAway({ ledger, release, scene, calls }: RunOrder, steps: readonly StepRecord[]): Promise<void> {
    await this.pruneStage.execute({ ledger, scene, calls: calls(this.deadline(release)), steps });
    await this.succeed(ledger, {}, () => Promise.resolve());
  }

  private async succeed(ledger: TargetLedger, change: TargetChange, also: (tx: Tx) => Promise<void>): Promise<void> {
    const { target } = ledger;
    const detail = target.revision === null ? 'taken away' : `revision ${String(target.revision)} is in place and well`;
    await ledger.move('succeeded', { ...change, failure: null }, detail, async (_release, tx) => {
      await this.place(target, 'Healthy', detail, tx);
      await also(tx);
    });
  }

  private begun({ target }: TargetLedger): TargetChange {
    return { startedAt: target.startedAt ?? this.clock.now(), failure: null };
  }

  /** Notes where the application is now, in the same transaction as the state that says so. */
  async place(target: TargetRecord, health: string, reason: string, tx: Tx): Promise<void> {
    const known = await this.placements.find(target, tx);
    if (target.revision === null) {
      if (health === 'Healthy') await this.placements.remove(target, tx);
      return;
    }
    const { applicationId, clusterId, namespace, revision, releaseId } = target;
    const healthyRevision = health === 'Healthy' ? revision : (known?.healthyRevision ?? null);
    await this.placements.put({ id: known?.id ?? newId(), applicationId, clusterId, namespace, revision, healthyRevision, releaseId, health, reason, releasedAt: this.clock.now() }, known === undefined, tx);
  }

  private deadline({ options }: ReleaseRecord): Date {
    return new Date(this.clock.now().getTime() + options.healthTimeoutS * 1_000);
  }
}

const isBeforeHealth = (state: TargetState): boolean => state === 'pending' || state === 'preflight' || state === 'applying';

interface Planned {
  readonly order: PlanOrder;
  readonly objects: readonly PlannedObject[];
}
