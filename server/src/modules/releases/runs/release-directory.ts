import { Injectable } from '@nestjs/common';
import type { Page, PageQuery, ReleaseDetail, ReleaseEvent, ReleasePlan, ReleaseQuery, ReleaseSummary, TargetDetail, TargetSummary } from '@hyperkuber/contracts';
import type { Actor } from '../../../access/actor.js';
import { ReleaseClusters } from '../cluster-access.js';
import { TargetNotFound } from '../errors.js';
import { pageOf } from '../page.js';
import { Applications } from '../persistence/applications.repository.js';
import { type ReleaseRecord, Releases } from '../persistence/releases.repository.js';
import { Steps } from '../persistence/steps.repository.js';
import { Targets } from '../persistence/targets.repository.js';
import { isBlocking } from '../planning/planned-object.js';
import { storedPlan } from '../planning/stored-plan.js';
import { reachesNothing } from '../reach.js';
import { eventView, releaseDetailView, releaseView, targetDetailView, targetPlanView } from '../views.js';
import { ReleaseReach } from './release-reach.js';
import { VisibleRelease } from './visible-release.js';

/** What people may read about releases. Targets on clusters that they may not see are left out everywhere. */
@Injectable()
export class ReleaseDirectory {
  constructor(
    private readonly reach: ReleaseReach,
    private readonly visible: VisibleRelease,
    private readonly releases: Releases,
    private readonly targets: Targets,
    private readonly steps: Steps,
    private readonly applications: Applications,
    private readonly clusters: ReleaseClusters,
  ) {}

  async page(actor: Actor, { limit, cursor, applicationId, clusterId, state }: ReleaseQuery): Promise<Page<ReleaseSummary>> {
    const reach = await this.reach.of(actor);
    if (reachesNothing(reach)) return { items: [], nextCursor: null };
    const rows = await this.releases.page({ limit: limit + 1, before: cursor }, { applicationId, state, clusterId, reach });
    const { items, nextCursor } = pageOf(rows, limit, ({ id }) => id);
    const names = await this.applications.findAll(items.map((release) => release.applicationId));
    const counts = await this.targets.countsOf(items.map(({ id }) => id), reach);
    const view = (release: ReleaseRecord): ReleaseSummary => releaseView(release, names.get(release.applicationId)?.name ?? '', counts.get(release.id) ?? {});
    return { items: items.map(view), nextCursor };
  }

  async find(actor: Actor, id: string): Promise<ReleaseDetail> {
    const { release, targets } = await this.visible.load(actor, id);
    const application = await this.applications.find(release.applicationId);
    return releaseDetailView(release, application?.name ?? '', targets, await this.clusters.describe(targets.map(({ clusterId }) => clusterId)));
  }

  async plan(actor: Actor, id: string): Promise<ReleasePlan> {
    const { release, targets } = await this.visible.load(actor, id);
    const seen = new Set(targets.map((target) => target.id));
    const rows = (await this.targets.plansOf(id)).filter((target) => seen.has(target.id));
    const names = await this.clusters.describe(rows.map(({ clusterId }) => clusterId));
    const views = rows.map((target) => targetPlanView(target, names));
    const objects = views.flatMap((target) => target.objects);
    const number = (action: string): number => objects.filter((object) => object.action === action).length;
    const summary = { create: number('create') + number('unverifiable'), update: number('update'), unchanged: number('unchanged'), delete: number('delete'), blocked: objects.filter(isBlocking).length };
    const confirmations = [...new Set(rows.filter(({ state }) => state === 'planned').flatMap(({ plan }) => storedPlan(plan).confirmations))];
    return { releaseId: id, state: release.state, planHash: release.planHash, summary, confirmations, targets: views };
  }

  /** A release has at most a thousand targets, so they come in one page. */
  async targetPage(actor: Actor, id: string): Promise<Page<TargetSummary>> {
    return { items: (await this.find(actor, id)).targets, nextCursor: null };
  }

  async target(actor: Actor, id: string, targetId: string): Promise<TargetDetail> {
    const { targets } = await this.visible.load(actor, id);
    const target = targets.find((one) => one.id === targetId);
    if (target === undefined) throw new TargetNotFound('The release has no such target.');
    return targetDetailView(target, await this.steps.ofTarget(targetId), await this.clusters.describe([target.clusterId]));
  }

  /** The history after a number. Lines about targets that the caller may not see are left out; their numbers are missing. */
  async events(actor: Actor, id: string, { limit, cursor }: Pick<PageQuery, 'limit' | 'cursor'>): Promise<Page<ReleaseEvent>> {
    const { targets } = await this.visible.load(actor, id);
    const seen = new Set(targets.map((target) => target.id));
    const after = Number(cursor ?? 0);
    const rows = await this.releases.events(id, Number.isSafeInteger(after) ? after : 0, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ sequence }) => String(sequence));
    return { items: items.filter(({ targetId }) => targetId === null || seen.has(targetId)).map(eventView), nextCursor };
  }
}

