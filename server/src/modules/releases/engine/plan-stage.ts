import { Injectable } from '@nestjs/common';
import type { ReleaseStepEntity } from '../persistence/release-step.entity.js';
import { newId } from '../../../kernel/ids.js';
import { Steps } from '../persistence/steps.repository.js';
import { targetPlanHash } from '../planning/plan-comparison.js';
import type { PlannedObject, TargetDraft } from '../planning/planned-object.js';
import { planTarget } from '../planning/target-planner.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { knownFailure } from './known-failure.js';
import type { TargetLedger } from './target-ledger.js';
import type { TargetScene } from './target-scene.js';

const stepOf = (targetId: string, { plan, operation, intent }: PlannedObject, ordinal: number): ReleaseStepEntity => ({
  id: newId(), targetId, ordinal, operation, action: plan.action, ...plan.ref, intentHash: intent?.intentHash ?? '', state: 'pending', uid: '', resourceVersion: '',
  health: '', reason: '', detail: plan.detail, startedAt: null, endedAt: null,
});

const objectPlans = (draft: TargetDraft) => draft.objects.map(({ plan }) => plan);

/** Plans a target and stores the plan with its steps, in the order in which they will be taken. */
@Injectable()
export class PlanStage {
  constructor(private readonly steps: Steps) {}

  async execute(ledger: TargetLedger, scene: TargetScene, calls: CallScene): Promise<void> {
    const draft = await askUntilDeadline(calls, async (signal) => planTarget(await scene.order(signal)));
    const plans = objectPlans(draft);
    const { id } = ledger.target;
    const plan = { plan: JSON.stringify({ objects: plans, confirmations: draft.confirmations }), planHash: targetPlanHash(plans), verdict: draft.verdict, objects: plans.length, done: 0, healthy: 0 };
    const steps = draft.objects.map((object, ordinal) => stepOf(id, object, ordinal));
    if (draft.verdict === 'blocked') {
      await ledger.move('plan-failed', { ...plan, failure: failureOf(draft) }, draft.detail, (_release, tx) => this.steps.replace(id, [], tx));
      return;
    }
    await ledger.move('planned', { ...plan, failure: null }, draft.detail, (_release, tx) => this.steps.replace(id, steps, tx));
  }
}

const failureOf = ({ failure }: TargetDraft) => knownFailure(failure) ?? 'apply-failed';
