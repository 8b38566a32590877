import { setTimeout as wait } from 'node:timers/promises';
import type { ApplicationSummary, ClusterDetail, ReleaseDetail, ReleaseEvent, ReleasePlan, ReleaseState, TargetDetail } from '@hyperkuber/contracts';
import { ToolError } from '../services/tool-error.ts';
import { Refused, type PatientClient } from './client.ts';
import type { Installation } from './installation.ts';
import { manifestsOf } from './revisions.ts';
import { type Faults, judgeEffects, judgeInventory, judgeObjects, noFaults } from './verdict.ts';
import type { SeenEffect, Witness } from './witness.ts';

export const REVISIONS = 6;
const ENDED: readonly ReleaseState[] = ['plan-failed', 'succeeded', 'partially-succeeded', 'failed', 'aborted', 'cancelled'];
const POLL_MS = 250;
/** Longer than any number of kills that a release sees may delay it. */
const RELEASE_MS = 300_000;

export interface Place {
  readonly cluster: ClusterDetail;
  readonly witness: Witness;
}

export interface LaneOrder {
  readonly name: string;
  readonly client: PatientClient;
  readonly installation: Installation;
  readonly places: readonly Place[];
}

export interface Ended {
  readonly id: string;
  readonly revision: number;
  readonly state: ReleaseState;
  readonly tookMs: number;
  readonly begunAt: number;
  readonly endedAt: number;
  readonly events: readonly ReleaseEvent[];
  readonly faults: Faults;
}

/** One application whose revisions are released one after another to every cluster, and looked at after each. */
export class Lane {
  readonly effects: SeenEffect[] = [];
  readonly namespace: string;
  private readonly order: LaneOrder;
  private application: ApplicationSummary | undefined;
  private current: number | undefined;

  constructor(order: LaneOrder) {
    this.order = order;
    this.namespace = `chaos-${order.name}`;
  }

  /** Makes the application and its revisions, while nobody kills. */
  async prepare(): Promise<void> {
    const { client, name } = this.order;
    this.application = await client.post<ApplicationSummary>('/api/v1/applications', { name, description: 'Released while processes die' });
    for (let revision = 1; revision <= REVISIONS; revision += 1) {
      await client.post(`/api/v1/applications/${this.application.id}/revisions`, { manifests: manifestsOf(revision), note: `Revision ${revision}` });
    }
  }

  /** Releases the next revision and judges what came of it. */
  async releaseNext(): Promise<Ended> {
    const revision = ((this.current ?? 0) % REVISIONS) + 1;
    const begunAt = Date.now();
    const begun = performance.now();
    const id = await this.start(revision);
    const ended = await this.follow(id);
    const tookMs = performance.now() - begun;
    const faults = noFaults();
    if (ended.state === 'succeeded') await this.judge(ended, revision, faults);
    else faults.wrong.push(`the release ended as ${ended.state}: ${ended.targets.map((target) => `${target.clusterName} ${target.failure ?? ''} ${target.detail}`).join('; ')}`);
    this.current = revision;
    return { id, revision, state: ended.state, tookMs, begunAt, endedAt: Date.now(), events: await this.events(id), faults };
  }

  /** Effects that came after the last release was over: there must be none. */
  async late(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { witness } of this.order.places) {
      await witness.settled(this.namespace);
      found.push(...witness.take(this.namespace).map(({ key, effect }) => `${witness.cluster.name} ${this.namespace} ${key}: a late ${effect}`));
    }
    return found;
  }

  private async start(revision: number): Promise<string> {
    const { client, places } = this.order;
    const { id } = await client.post<{ id: string }>('/api/v1/releases', {
      applicationId: this.application?.id, revision, options: { healthTimeoutS: 240 }, targets: places.map(({ cluster }) => ({ clusterId: cluster.id, namespace: this.namespace })),
    });
    const plan = await this.within('plan', async () => {
      const found = await client.get<ReleasePlan>(`/api/v1/releases/${id}/plan`);
      return found.state === 'planning' ? undefined : found;
    });
    await this.approve(id, plan);
    return id;
  }

  private async approve(id: string, { planHash, confirmations, state }: ReleasePlan): Promise<void> {
    if (state !== 'ready') return;
    try {
      await this.order.client.post(`/api/v1/releases/${id}/approvals`, { planHash, confirmations });
    } catch (cause) {
      // Answered by a server that died before we heard it: the first of the two approvals counted.
      if (!(cause instanceof Refused) || cause.status !== 409) throw cause;
      const { state: now } = await this.order.client.get<ReleaseDetail>(`/api/v1/releases/${id}`);
      if (now === 'ready') throw cause;
    }
  }

  private follow(id: string): Promise<ReleaseDetail> {
    return this.within(`end of the release ${id}`, async () => {
      const release = await this.order.client.get<ReleaseDetail>(`/api/v1/releases/${id}`);
      return ENDED.includes(release.state) ? release : undefined;
    });
  }

  private async judge({ id, targets }: ReleaseDetail, revision: number, faults: Faults): Promise<void> {
    for (const { cluster, witness } of this.order.places) {
      const place = `${cluster.name}/${this.namespace}`;
      const live = await witness.settled(this.namespace);
      const effects = witness.take(this.namespace);
      this.effects.push(...effects);
      judgeEffects(place, this.current, revision, effects, faults);
      judgeObjects(place, revision, live, faults);
      judgeInventory(place, revision, live, await this.inventoryOf(cluster.id), faults);
    }
    for (const target of targets) {
      const { objects } = await this.order.client.get<TargetDetail>(`/api/v1/releases/${id}/targets/${target.id}`);
      for (const { ref, state } of objects) if (state !== 'done' && state !== 'no-change') faults.wrong.push(`${target.clusterName} ${ref.kind}/${ref.name}: the step is ${state}`);
    }
  }

  private inventoryOf(clusterId: string) {
    return this.order.installation.rows(`SELECT kind, name, uid, revision FROM release_inventory WHERE cluster_id = '${clusterId}' AND target_namespace = '${this.namespace}'`);
  }

  private async events(id: string): Promise<readonly ReleaseEvent[]> {
    const found: ReleaseEvent[] = [];
    for (let cursor: string | null = '0'; cursor !== null;) {
      const page: { items: ReleaseEvent[]; nextCursor: string | null } = await this.order.client.get(`/api/v1/releases/${id}/events?limit=500&cursor=${cursor}`);
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    return found;
  }

  private async within<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const until = performance.now() + RELEASE_MS;
    while (performance.now() < until) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await wait(POLL_MS);
    }
    throw new ToolError(`The ${what} did not come within ${RELEASE_MS / 1_000} s.`);
  }
}
