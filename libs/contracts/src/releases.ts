import { z } from 'zod';
import { Id, Instant, DnsLabel, PageQuery, pageOf } from './primitives.js';
import { ObjectRef } from './applications.js';

export const RELEASE_KINDS = ['deploy', 'rollback', 'uninstall'] as const;
export const RELEASE_STATES = ['planning', 'plan-failed', 'ready', 'running', 'succeeded', 'partially-succeeded', 'failed', 'aborting', 'aborted', 'cancelled'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];
export const RELEASE_END_STATES: readonly ReleaseState[] = ['plan-failed', 'succeeded', 'partially-succeeded', 'failed', 'aborted', 'cancelled'];

export const TARGET_STATES = ['planning', 'planned', 'plan-failed', 'pending', 'preflight', 'applying', 'waiting-health', 'pruning', 'succeeded', 'failed', 'skipped', 'aborted'] as const;
export type TargetState = (typeof TARGET_STATES)[number];
export const TARGET_END_STATES: readonly TargetState[] = ['plan-failed', 'succeeded', 'failed', 'skipped', 'aborted'];

/** Why a target failed; the console has words and a hint for each. */
export const TARGET_FAILURES = [
  'cluster-unreachable', 'credential-rejected', 'cluster-disabled', 'read-only-cluster', 'access-revoked', 'namespace-denied', 'namespace-terminating',
  'quota-exceeded', 'admission-denied', 'schema-invalid', 'unknown-kind', 'conflict', 'immutable-field', 'shared-resource', 'crd-not-established',
  'image-pull-failed', 'crash-loop', 'unschedulable', 'health-timeout', 'prune-blocked', 'plan-changed', 'apply-failed', 'attempts-exhausted',
] as const;
export type TargetFailure = (typeof TARGET_FAILURES)[number];

export const STEP_STATES = ['pending', 'in-flight', 'done', 'no-change', 'failed', 'skipped'] as const;
export type StepState = (typeof STEP_STATES)[number];
export const STEP_OPERATIONS = ['namespace', 'apply', 'delete'] as const;

export const TargetOrder = z.strictObject({ clusterId: Id, namespace: DnsLabel });
export type TargetOrder = z.infer<typeof TargetOrder>;

export const ReleaseOptions = z.strictObject({
  /** How long a target may take to become healthy. */
  healthTimeoutS: z.number().int().min(10).max(86_400).default(600),
  createNamespaces: z.boolean().default(true),
  /** `take` forces fields that another manager owns, on explicit wish only. */
  onConflict: z.enum(['fail', 'take']).default('fail'),
  prune: z.boolean().default(true),
});
export type ReleaseOptions = z.infer<typeof ReleaseOptions>;

export const ReleaseCreate = z.strictObject({
  applicationId: Id,
  /** The revision to bring; left out for `uninstall`. */
  revision: z.number().int().min(1).optional(),
  kind: z.enum(['deploy', 'uninstall']).default('deploy'),
  targets: z.array(TargetOrder).min(1).max(1_000),
  options: ReleaseOptions.prefault({}),
  note: z.string().max(500).default(''),
});
export type ReleaseCreate = z.infer<typeof ReleaseCreate>;

export const ReleaseQuery = PageQuery.extend({ applicationId: Id.optional(), clusterId: Id.optional(), state: z.enum(RELEASE_STATES).optional() });
export type ReleaseQuery = z.infer<typeof ReleaseQuery>;

/**
 * Approval binds to what was shown: the hash of the plan. `confirmations` name what the plan asks for: things that may go
 * (`prune:<kind>/<name>`, `prune:many/<cluster>/<namespace>`) and fields that are taken over (`take:<cluster>/<namespace>`).
 */
export const ApprovalCreate = z.strictObject({ planHash: z.string().length(64), confirmations: z.array(z.string().max(600)).max(1_000).default([]) });
export type ApprovalCreate = z.infer<typeof ApprovalCreate>;

export const RetryCreate = z.strictObject({ targetIds: z.array(Id).min(1).max(1_000).optional() });
export type RetryCreate = z.infer<typeof RetryCreate>;

/** Roll back all targets of the release (or some) to `toRevision`, by default to what each of them ran before. */
export const RollbackCreate = z.strictObject({ toRevision: z.number().int().min(1).optional(), targetIds: z.array(Id).min(1).max(1_000).optional() });
export type RollbackCreate = z.infer<typeof RollbackCreate>;

export const FieldChange = z.strictObject({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  /** ours: the new intent; drift: somebody changed a field of ours and we put it back; foreign: left alone; webhook: added by admission or defaulting. */
  class: z.enum(['ours', 'drift', 'foreign', 'webhook']),
});
export type FieldChange = z.infer<typeof FieldChange>;

export const FieldConflict = z.strictObject({ manager: z.string(), path: z.string(), ours: z.unknown().optional(), theirs: z.unknown().optional() });
export type FieldConflict = z.infer<typeof FieldConflict>;

export const PLAN_ACTIONS = ['create', 'update', 'unchanged', 'delete', 'conflict', 'refused', 'invalid', 'unverifiable'] as const;
export type PlanAction = (typeof PLAN_ACTIONS)[number];

export const ObjectPlan = z.strictObject({
  ref: ObjectRef,
  action: z.enum(PLAN_ACTIONS),
  changes: z.array(FieldChange),
  conflicts: z.array(FieldConflict),
  warnings: z.array(z.string()),
  /** For conflict, refused, invalid: the failure and its sentence. For a guarded delete: what must be confirmed. */
  code: z.string(),
  detail: z.string(),
  confirmation: z.string().nullable(),
});
export type ObjectPlan = z.infer<typeof ObjectPlan>;

export const TargetPlan = z.strictObject({
  targetId: Id,
  clusterId: Id,
  clusterName: z.string(),
  namespace: z.string(),
  wave: z.number().int(),
  verdict: z.enum(['pending', 'changes', 'unchanged', 'blocked']),
  failure: z.string().nullable(),
  detail: z.string(),
  objects: z.array(ObjectPlan),
});
export type TargetPlan = z.infer<typeof TargetPlan>;

export const ReleasePlan = z.strictObject({
  releaseId: Id,
  state: z.enum(RELEASE_STATES),
  /** Null until every target is planned. */
  planHash: z.string().nullable(),
  summary: z.strictObject({ create: z.number(), update: z.number(), unchanged: z.number(), delete: z.number(), blocked: z.number() }),
  confirmations: z.array(z.string()),
  targets: z.array(TargetPlan),
});
export type ReleasePlan = z.infer<typeof ReleasePlan>;

export const ObjectProgress = z.strictObject({
  ordinal: z.number().int(),
  operation: z.enum(STEP_OPERATIONS),
  ref: ObjectRef,
  state: z.enum(STEP_STATES),
  health: z.string(),
  reason: z.string(),
  detail: z.string(),
});
export type ObjectProgress = z.infer<typeof ObjectProgress>;

export const TargetSummary = z.strictObject({
  id: Id,
  clusterId: Id,
  clusterName: z.string(),
  namespace: z.string(),
  wave: z.number().int(),
  state: z.enum(TARGET_STATES),
  failure: z.string().nullable(),
  /** The state in words: "web: 1 of 3 ready, image cannot be pulled on node-2". */
  detail: z.string(),
  previousRevision: z.number().int().nullable(),
  attempts: z.number().int(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  counts: z.strictObject({ objects: z.number().int(), done: z.number().int(), healthy: z.number().int() }),
});
export type TargetSummary = z.infer<typeof TargetSummary>;
export const TargetPage = pageOf(TargetSummary);

export const TargetDetail = TargetSummary.extend({ objects: z.array(ObjectProgress) });
export type TargetDetail = z.infer<typeof TargetDetail>;

export const ReleaseSummary = z.strictObject({
  id: Id,
  applicationId: Id,
  applicationName: z.string(),
  kind: z.enum(RELEASE_KINDS),
  revision: z.number().int().nullable(),
  state: z.enum(RELEASE_STATES),
  detail: z.string(),
  note: z.string(),
  startedBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  counts: z.strictObject({ targets: z.number().int(), succeeded: z.number().int(), failed: z.number().int(), running: z.number().int() }),
});
export type ReleaseSummary = z.infer<typeof ReleaseSummary>;
export const ReleasePage = pageOf(ReleaseSummary);

export const ReleaseDetail = ReleaseSummary.extend({ options: ReleaseOptions, planHash: z.string().nullable(), rollbackOf: Id.nullable(), targets: z.array(TargetSummary) });
export type ReleaseDetail = z.infer<typeof ReleaseDetail>;

/** An entry of the release's history; `/events` sends them as server-sent events with `id` = sequence, and resumes from `Last-Event-ID`. */
export const ReleaseEvent = z.strictObject({
  sequence: z.number().int(),
  at: Instant,
  type: z.enum(['release', 'target', 'step', 'health']),
  targetId: Id.nullable(),
  code: z.string(),
  detail: z.string(),
});
export type ReleaseEvent = z.infer<typeof ReleaseEvent>;
export const ReleaseEventPage = pageOf(ReleaseEvent);
