import type {
  ApplicationSummary, ObjectProgress, Placement, ReleaseDetail, ReleaseEvent, ReleaseSummary, RevisionDetail, RevisionSummary, TargetDetail, TargetPlan, TargetState, TargetSummary,
} from '@hyperkuber/contracts';
import { TARGET_STATES } from '@hyperkuber/contracts';
import type { ClusterFacts } from './cluster-access.js';
import type { ApplicationEntity } from './persistence/application.entity.js';
import type { ApplicationRevisionEntity } from './persistence/application-revision.entity.js';
import type { PlacementEntity } from './persistence/placement.entity.js';
import type { ReleaseEventEntity } from './persistence/release-event.entity.js';
import type { ReleaseTargetEntity } from './persistence/release-target.entity.js';
import type { ReleaseRecord } from './persistence/releases.repository.js';
import type { RevisionRecord } from './persistence/revisions.repository.js';
import type { StepRecord } from './persistence/steps.repository.js';
import type { TargetRecord } from './persistence/targets.repository.js';
import { storedPlan } from './planning/stored-plan.js';
import { type TargetCounts, WORKABLE_TARGET_STATES } from './release-states.js';

export type ClusterNames = ReadonlyMap<string, Pick<ClusterFacts, 'name'>>;

const iso = (date: Date): string => date.toISOString();
const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;
const nameOf = (names: ClusterNames, clusterId: string): string => names.get(clusterId)?.name ?? clusterId;

export const placementView = ({ clusterId, namespace, revision, releaseId, health, reason, releasedAt }: PlacementEntity, names: ClusterNames): Placement =>
  ({ clusterId, clusterName: nameOf(names, clusterId), namespace, revision, releaseId, health, reason, releasedAt: iso(releasedAt) });

export const applicationView = (application: ApplicationEntity, placements: readonly PlacementEntity[], names: ClusterNames): ApplicationSummary => {
  const { id, name, description, latestRevision, createdAt, createdByLogin } = application;
  return { id, name, description, latestRevision, placements: placements.map((placement) => placementView(placement, names)), createdAt: iso(createdAt), createdBy: createdByLogin };
};

export const revisionView = ({ number, sha256, note, authorLogin, createdAt, objectCount }: RevisionRecord): RevisionSummary =>
  ({ number, sha256, note, author: authorLogin, createdAt: iso(createdAt), objectCount });

export const revisionDetailView = (revision: ApplicationRevisionEntity, manifests: string): RevisionDetail =>
  ({ ...revisionView(revision), manifests, objects: revision.objects });

export const countsOf = (targets: readonly TargetRecord[]): TargetCounts =>
  targets.reduce<Partial<Record<TargetState, number>>>((counts, { state }) => ({ ...counts, [state]: (counts[state] ?? 0) + 1 }), {});

export const releaseView = (release: ReleaseRecord, applicationName: string, byState: TargetCounts): ReleaseSummary => {
  const { id, applicationId, kind, revision, state, detail, note, startedByLogin, createdAt, startedAt, endedAt } = release;
  const number = (...states: TargetState[]): number => states.reduce((sum, one) => sum + (byState[one] ?? 0), 0);
  const counts = {
    targets: number(...TARGET_STATES), succeeded: number('succeeded'), failed: number('failed', 'plan-failed'), running: number(...WORKABLE_TARGET_STATES),
  };
  return { id, applicationId, applicationName, kind, revision, state, detail, note, startedBy: startedByLogin, createdAt: iso(createdAt), startedAt: isoOrNull(startedAt), endedAt: isoOrNull(endedAt), counts };
};

export const targetView = (target: TargetRecord, names: ClusterNames): TargetSummary => {
  const { id, clusterId, namespace, wave, state, failure, detail, previousRevision, attempts, startedAt, endedAt, objects, done, healthy } = target;
  return {
    id, clusterId, clusterName: nameOf(names, clusterId), namespace, wave, state, failure, detail, previousRevision, attempts,
    startedAt: isoOrNull(startedAt), endedAt: isoOrNull(endedAt), counts: { objects, done, healthy },
  };
};

export const releaseDetailView = (release: ReleaseRecord, applicationName: string, targets: readonly TargetRecord[], names: ClusterNames): ReleaseDetail => ({
  ...releaseView(release, applicationName, countsOf(targets)), options: release.options, planHash: release.planHash, rollbackOf: release.rollbackOf,
  targets: targets.map((target) => targetView(target, names)),
});

const stepView = ({ ordinal, operation, apiVersion, kind, namespace, name, state, health, reason, detail }: StepRecord): ObjectProgress =>
  ({ ordinal, operation, ref: { apiVersion, kind, namespace, name }, state, health, reason, detail });

export const targetDetailView = (target: TargetRecord, steps: readonly StepRecord[], names: ClusterNames): TargetDetail =>
  ({ ...targetView(target, names), objects: steps.map(stepView) });

export const targetPlanView = (target: ReleaseTargetEntity, names: ClusterNames): TargetPlan => {
  const { id, clusterId, namespace, wave, verdict, failure, detail } = target;
  return { targetId: id, clusterId, clusterName: nameOf(names, clusterId), namespace, wave, verdict, failure, detail, objects: storedPlan(target.plan).objects };
};

export const eventView = ({ sequence, at, type, targetId, code, detail }: ReleaseEventEntity): ReleaseEvent => ({ sequence, at: iso(at), type, targetId, code, detail });
