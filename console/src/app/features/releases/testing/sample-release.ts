import type { ClusterSummary, Permission, ReleaseDetail, ReleasePlan, Session, TargetPlan, TargetSummary } from '@hyperkuber/contracts';

const AT = '2026-01-01T00:00:00.000Z';

export const sampleTarget = (change: Partial<TargetSummary> = {}): TargetSummary => ({
  id: 't1', clusterId: 'c1', clusterName: 'prod-eu', namespace: 'shop', wave: 0, state: 'applying', failure: null, detail: '', previousRevision: 2, attempts: 1, startedAt: AT, endedAt: null, counts: { objects: 4, done: 1, healthy: 0 }, ...change,
});

export const sampleRelease = (change: Partial<ReleaseDetail> = {}): ReleaseDetail => ({
  id: 'r1', applicationId: 'a1', applicationName: 'shop', kind: 'deploy', revision: 3, state: 'running', detail: '', note: '', startedBy: 'mara', createdAt: AT, startedAt: AT, endedAt: null,
  counts: { targets: 1, succeeded: 0, failed: 0, running: 1 }, options: { healthTimeoutS: 600, createNamespaces: true, onConflict: 'fail', prune: true }, planHash: 'h', rollbackOf: null, targets: [sampleTarget()], ...change,
});

export const sampleTargetPlan = (change: Partial<TargetPlan> = {}): TargetPlan => ({ targetId: 't1', clusterId: 'c1', clusterName: 'prod-eu', namespace: 'shop', wave: 0, verdict: 'changes', failure: null, detail: '', objects: [], ...change });

export const samplePlan = (change: Partial<ReleasePlan> = {}): ReleasePlan => ({
  releaseId: 'r1', state: 'ready', planHash: 'h'.repeat(64), summary: { create: 0, update: 1, unchanged: 0, delete: 0, blocked: 0 }, confirmations: [], targets: [sampleTargetPlan()], ...change,
});

export const sampleCluster = (change: Partial<ClusterSummary> = {}): ClusterSummary => ({
  id: 'c1', name: 'prod-eu', environment: 'staging', labels: {}, mode: 'direct', enabled: true, state: 'healthy', code: 'ok', detail: '', since: AT, checkedAt: AT, latencyMs: 3, facts: { version: 'v1.37.2', nodes: null, capacity: null, apiGroups: [] }, createdAt: AT, ...change,
});

export const sampleSession = (permissions: readonly Permission[]): Session => ({ person: { id: 'p', login: 'mara', displayName: 'Mara', language: 'en', theme: 'system' }, csrfToken: 't', expiresAt: '2030-01-01T00:00:00.000Z', permissions: [...permissions] });

export const EVERYTHING: readonly Permission[] = [{ module: '*', action: '*', clusterIds: null }];
export const READING: readonly Permission[] = [{ module: 'releases', action: 'read', clusterIds: null }];
