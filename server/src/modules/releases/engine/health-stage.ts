import { Injectable } from '@nestjs/common';
import { formatSelector, health as healthOf, type KubeObject, labelSelector, missingHealth, recordAt } from '@hyperkuber/kube';
import { Clock } from '../../../kernel/clock.js';
import type { ActorPolicy } from '../../../access/actor-policy.js';
import type { ObjectKind, ReleaseCluster } from '../cluster-access.js';
import type { StepRecord, StepResult } from '../persistence/steps.repository.js';
import { Steps } from '../persistence/steps.repository.js';
import type { ObjectIntent } from '../planning/intents.js';
import { mayListPods } from '../planning/rights.js';
import { askUntilDeadline, type CallScene } from './cluster-calls.js';
import { TargetFailed } from './failures.js';
import { hopelessFailure, inWords, isWaitedFor, isWell, type Judged, timeoutFailure, worstOf } from './health-judgement.js';
import { TargetAborted, type TargetLedger } from './target-ledger.js';

export interface Watched {
  readonly step: StepRecord;
  readonly intent: ObjectIntent;
}

export interface HealthOrder {
  readonly ledger: TargetLedger;
  readonly cluster: ReleaseCluster;
  readonly policy: ActorPolicy;
  readonly calls: CallScene;
  readonly watched: readonly Watched[];
  readonly isStopping: () => Promise<boolean>;
}

const PODS: ObjectKind = { group: '', version: 'v1', resource: 'pods', namespaced: true };
const MOST_PODS = 50;
const FIRST_POLL_MS = 250;
const POLL_MS = 1_500;
const POLL_GROWTH = 1.6;

interface Look extends Judged {
  readonly watched: Watched;
}

/** Waits until everything that the target brought is well, and says in words what is not. */
@Injectable()
export class HealthStage {
  constructor(
    private readonly steps: Steps,
    private readonly clock: Clock,
  ) {}

  /** Returns how everything is in the end, for the caller to write together with the state that says so. */
  async execute(order: HealthOrder): Promise<readonly StepResult[]> {
    const { ledger, calls, watched } = order;
    const looks = new Map<number, Look>();
    let refusedBefore = false;
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(POLL_MS, pause * POLL_GROWTH)) {
      await this.lookAtOpen(order, looks);
      const open = [...looks.values()].filter((look) => !isDone(look));
      const results = newsOf(looks);
      if (open.length === 0) return results;
      await this.tell(ledger, results, watched.length - open.length, worstOf(open));
      const hopeless = hopelessFailure(open);
      // Once may be left over from the rollout before; a controller that still means it says so again.
      if (hopeless !== undefined && refusedBefore) throw new TargetFailed(hopeless.failure, hopeless.detail);
      refusedBefore = hopeless !== undefined;
      const worst = worstOf(open);
      if (worst !== undefined && this.clock.now() >= calls.deadlineAt) throw new TargetFailed(timeoutFailure(worst), inWords(worst));
      await this.clock.wait(pause, calls.signal);
      calls.signal.throwIfAborted();
      if (await order.isStopping()) throw new TargetAborted();
    }
  }

  private async lookAtOpen(order: HealthOrder, looks: Map<number, Look>): Promise<void> {
    for (const watched of order.watched) {
      const { ordinal } = watched.step;
      const last = looks.get(ordinal);
      if (last !== undefined && isDone(last)) continue;
      looks.set(ordinal, { watched, ...await this.look(watched, order) });
    }
  }

  private async look({ intent }: Watched, order: HealthOrder): Promise<Judged> {
    const { cluster, calls } = order;
    const { kind, object } = intent;
    const { namespace = '', name } = object.metadata;
    if (kind === undefined) return { object, health: missingHealth() };
    const live = await askUntilDeadline(calls, (signal) => cluster.get(kind, namespace, name, signal));
    if (live === undefined) return { object, health: missingHealth() };
    const first = healthOf(live, { now: this.clock.now() });
    if (isWell(first) || !isWaitedFor(object)) return { object, health: first };
    return { object, health: healthOf(live, { now: this.clock.now(), pods: await this.podsOf(live, order) }) };
  }

  /** The pods behind a workload tell why it is not ready. */
  private async podsOf(live: KubeObject, { cluster, policy, calls }: HealthOrder): Promise<readonly KubeObject[] | undefined> {
    const requirements = labelSelector(recordAt(live, 'spec')['selector']);
    const namespace = live.metadata.namespace ?? '';
    if (requirements === undefined || requirements.length === 0 || namespace === '' || !mayListPods(policy, cluster.clusterId, namespace)) return undefined;
    return askUntilDeadline(calls, (signal) => cluster.list(PODS, namespace, formatSelector(requirements), MOST_PODS, signal));
  }

  private async tell(ledger: TargetLedger, results: readonly StepResult[], healthy: number, worst: Judged | undefined): Promise<void> {
    if (results.length === 0 || worst === undefined) return;
    const detail = inWords(worst);
    await ledger.note({ healthy, detail }, { code: worst.health.status.toLowerCase(), detail }, (tx) => this.steps.write(ledger.target.id, results, tx));
  }
}

/** What the steps do not say yet. */
const newsOf = (looks: ReadonlyMap<number, Look>): StepResult[] => {
  const changed = [...looks.values()].filter(({ watched: { step }, health }) => step.health !== health.status || step.detail !== health.message);
  return changed.map(({ watched: { step }, health }) => {
    Object.assign(step, { health: health.status, detail: health.message });
    return { ordinal: step.ordinal, health: health.status, reason: health.reason, detail: health.message };
  });
};

const isDone = ({ object, health }: Judged): boolean => isWell(health) || !isWaitedFor(object);
