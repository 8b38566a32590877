import { Injectable } from '@nestjs/common';
import { refKey } from '@hyperkuber/kube';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { ObjectPlan } from '@hyperkuber/contracts';
import type { Tx } from '../../../persistence/unit-of-work.js';
import { Placements } from '../persistence/placements.repository.js';
import type { ReleaseRecord } from '../persistence/releases.repository.js';
import { Steps } from '../persistence/steps.repository.js';
import { type TargetRecord, Targets } from '../persistence/targets.repository.js';
import { planDeviation } from '../planning/plan-comparison.js';
import type { PlannedObject } from '../planning/planned-object.js';
import { storedPlan } from '../planning/stored-plan.js';
import { type PlanOrder, planTarget } from '../planning/target-planner.js';
import { ApplyStage } from './apply-stage.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { TargetFailed } from './failures.js';
import { HealthStage } from './health-stage.js';
import { knownFailure } from './known-failure.js';
import { PruneStage } from './prune-stage.js';
import { TargetAborted, type TargetLedger } from './target-ledger.js';
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
    const { ledger, release, scene, calls } = order;
    const isBeforeHealth = ['pending', 'preflight', 'applying'].includes(ledger.currentState);
    const deadlineAt = (isBeforeHealth ? undefined : ledger.target.deadlineAt) ?? this.deadline(release);
    if (ledger.currentState === 'pending') await ledger.move('preflight', { deadlineAt, startedAt: ledger.target.startedAt ?? this.clock.now(), failure: null }, 'looking at the cluster');
    const planned = await this.freshPlan(order, calls(deadlineAt));
    if (isBeforeHealth) await this.bring(order, planned, calls(deadlineAt));
    await this.untilWell(order, planned);
    await this.finish(ledger, scene, calls(this.deadline(release)));
  }

  /** The plan as of now; anything in it that nobody approved ends the target before it is touched. */
  private async freshPlan({ ledger, scene }: RunOrder, calls: CallScene): Promise<Planned> {
    return askUntilDeadline(calls, async (signal) => {
      const order = await scene.order(signal);
      const { objects } = await planTarget(order);
      if (['preflight', 'applying'].includes(ledger.currentState)) this.compare(storedPlan(await this.targets.plan(ledger.target.id)).objects, objects);
      return { order, objects };
    });
  }

  private compare(approved: readonly ObjectPlan[], now: readonly PlannedObject[]): void {
    const plans = now.map(({ plan }) => plan);
    const refused = plans.find(({ action, code }) => action === 'refused' && code === 'namespace-denied');
    if (refused !== undefined) throw new TargetFailed('access-revoked', refused.detail);
    const blocked = plans.find(({ action, code }) => ['conflict', 'refused', 'invalid'].includes(action) && knownFailure(code) !== undefined);
    if (blocked !== undefined) throw new TargetFailed(knownFailure(blocked.code) ?? 'plan-changed', `${blocked.ref.kind} ${blocked.ref.name}: ${blocked.detail}`);
    const deviation = planDeviation(approved, plans);
    if (deviation !== undefined) throw new TargetFailed('plan-changed', deviation);
  }

  private async bring({ ledger, release, scene }: RunOrder, { objects }: Planned, calls: CallScene): Promise<void> {
    const { target } = ledger;
    if (ledger.currentState === 'preflight') {
      await ledger.move('applying', {}, 'applying', async (_release, tx) => this.place(target, 'Progressing', 'being released', tx));
    }
    const steps = await this.steps.ofTarget(target.id);
    await this.applyStage.execute({ ledger, cluster: scene.cluster, calls, options: release.options, objects, steps });
    await ledger.move('waiting-health', { deadlineAt: this.deadline(release) }, 'waiting until everything is well');
  }

  private async untilWell({ ledger, release, scene, calls }: RunOrder, { objects, order: { policy } }: Planned): Promise<void> {
    if (ledger.currentState !== 'waiting-health') return;
    const deadlineAt = ledger.target.state === 'waiting-health' ? (ledger.target.deadlineAt ?? this.deadline(release)) : this.deadline(release);
    const intents = new Map(objects.flatMap(({ plan, intent }) => (intent === undefined ? [] : [[refKey(plan.ref), intent] as const])));
    const watched = (await this.steps.ofTarget(ledger.target.id)).flatMap((step) => {
      const intent = step.operation === 'apply' ? intents.get(refKey(step)) : undefined;
      return intent === undefined ? [] : [{ step, intent }];
    });
    await this.healthStage.execute({ ledger, cluster: scene.cluster, policy, calls: calls(deadlineAt), watched, isStopping: () => ledger.isStopping() });
    if (await ledger.isStopping()) throw new TargetAborted();
    await ledger.move('pruning', {}, 'taking away what is no longer wanted');
  }

  private async finish(ledger: TargetLedger, scene: TargetScene, calls: CallScene): Promise<void> {
    const { target } = ledger;
    await this.pruneStage.execute({ ledger, scene, calls, steps: await this.steps.ofTarget(target.id) });
    const detail = target.revision === null ? 'taken away' : `revision ${String(target.revision)} is in place and well`;
    await ledger.move('succeeded', { failure: null }, detail, (_release, tx) => this.place(target, 'Healthy', detail, tx));
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
    await this.placements.put({ id: known?.id ?? newId(), applicationId, clusterId, namespace, revision, healthyRevision, releaseId, health, reason, releasedAt: this.clock.now() }, tx);
  }

  private deadline({ options }: ReleaseRecord): Date {
    return new Date(this.clock.now().getTime() + options.healthTimeoutS * 1_000);
  }
}

interface Planned {
  readonly order: PlanOrder;
  readonly objects: readonly PlannedObject[];
}
