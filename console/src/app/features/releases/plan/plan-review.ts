import { computed, inject, linkedSignal, signal } from '@angular/core';
import type { ClusterSummary, ReleaseDetail, ReleasePlan } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { load } from '../../../api/load';
import { readPages } from '../../../api/pages';
import { type Problem, toProblem } from '../../../api/problem';
import { refreshEvery } from '../../../api/refresh';
import { injectTranslate } from '../../../i18n/texts';
import { Session } from '../../../session/session';
import { placeOf, readConfirmation, splitTargets } from './plan-reading';

const PACE_PLANNING_MS = 800;
const PACE_MS = 10_000;

export interface ReviewedRelease {
  readonly id: () => string | null;
  readonly release: () => ReleaseDetail | null;
}

/**
 * A plan being looked at, and what stands between it and the start. The start binds to the hash of what was shown: when the plan has changed
 * meanwhile the server refuses, and the new plan is shown with nothing confirmed. Made where `inject` may be called.
 */
export const planReview = ({ id, release }: ReviewedRelease) => {
  const [api, session, t] = [inject(ApiClient), inject(Session), injectTranslate()];
  const source = load(() => id() ?? undefined, (releaseId) => api.get<ReleasePlan | null>(`/releases/${releaseId}/plan`), null);
  const clusters = load(() => ({}), () => readPages<ClusterSummary>(api, '/clusters'), []);
  const plan = source.value;
  const isPlanning = (): boolean => plan()?.state === 'planning' || release()?.state === 'planning';
  // A plan that was carried out stays as it was; only one that comes, waits or no longer fits its release is read again.
  const isStale = (): boolean => isPlanning() || plan()?.state === 'ready' || (release() !== null && release()?.state !== plan()?.state);
  refreshEvery([{ ...source, reload: () => { if (isStale()) source.reload(); } }], () => (isPlanning() ? PACE_PLANNING_MS : PACE_MS));
  const hash = computed(() => plan()?.planHash ?? '');
  const split = computed(() => { const shown = plan(); return shown === null ? { going: [], blocked: [] } : splitTargets(shown); });
  const confirmed = linkedSignal<string, ReadonlySet<string>>({ source: hash, computation: () => new Set() });
  const typedName = linkedSignal({ source: hash, computation: () => '' });
  const without = linkedSignal({ source: hash, computation: () => false });
  const production = computed(() => new Set(clusters.value().filter(({ environment }) => environment === 'production').map((cluster) => cluster.id)));
  const reached = computed(() => [...new Set(split().going.map(({ clusterId }) => clusterId))]);
  const reachedProduction = computed(() => reached().filter((clusterId) => production().has(clusterId)).length);
  const mayStart = computed(() => (plan()?.targets ?? []).every(({ clusterId }) => session.may('releases', 'approve', clusterId)));
  const open = computed(() => (plan()?.confirmations ?? []).filter((word) => !confirmed().has(word)).length);
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  const isNamed = (): boolean => reachedProduction() === 0 || typedName().trim() === release()?.applicationName;

  /** What the person still has to say. */
  const unsaid = (): string | null => {
    if (open() > 0) return 'plan.hindrance.confirm';
    if (split().blocked.length > 0 && !without()) return 'plan.hindrance.without';
    return isNamed() ? null : 'plan.hindrance.name';
  };

  /** Why it cannot start yet, as a dictionary key; null when it can. */
  const hindrance = computed<string | null>(() => {
    const state = plan()?.state ?? 'planning';
    if (state === 'planning') return 'plan.hindrance.planning';
    if (state !== 'ready') return split().going.length === 0 ? 'plan.hindrance.blocked' : 'plan.hindrance.state';
    if (!mayStart()) return 'plan.hindrance.right';
    return unsaid();
  });

  const words = computed(() => {
    const now = release();
    if (now === null) return t('plan.start');
    const count = reached().length === 0 ? new Set((plan()?.targets ?? now.targets).map(({ clusterId }) => clusterId)).size : reached().length;
    const facts = { revision: now.revision ?? '', name: now.applicationName };
    const deed = now.kind === 'uninstall' ? t.count('plan.startUninstall', count, facts) : now.kind === 'rollback' ? t.count('plan.startRollback', count, facts) : t.count('plan.startDeploy', count, facts);
    if (reachedProduction() === 0) return deed;
    return reachedProduction() === count ? t('plan.startAllProduction', { deed }) : t('plan.startProduction', { deed, production: reachedProduction() });
  });

  const approve = async (): Promise<boolean> => {
    const shown = plan();
    if (shown?.planHash == null || hindrance() !== null || busy()) return false;
    busy.set(true);
    problem.set(null);
    try {
      await api.post(`/releases/${shown.releaseId}/approvals`, { planHash: shown.planHash, confirmations: shown.confirmations });
      return true;
    } catch (cause) {
      problem.set(toProblem(cause));
      source.reload();
      return false;
    } finally {
      busy.set(false);
    }
  };

  return {
    source, plan, production, typedName, without, hindrance, words, approve, mayStart, reachedProduction,
    busy: busy.asReadonly(),
    problem: problem.asReadonly(),
    confirmations: computed(() => (plan()?.confirmations ?? []).map(readConfirmation)),
    isConfirmed: (word: string): boolean => confirmed().has(word),
    confirm: (word: string, agreed: boolean): void => { confirmed.update((words) => new Set(agreed ? [...words, word] : [...words].filter((each) => each !== word))); },
    blockedPlaces: computed(() => split().blocked.map(placeOf)),
    applicationName: computed(() => release()?.applicationName ?? ''),
    isUninstall: computed(() => release()?.kind === 'uninstall'),
    nothingToDo: computed(() => plan()?.state === 'ready' && split().going.every(({ verdict }) => verdict === 'unchanged')),
  };
};
export type PlanReview = ReturnType<typeof planReview>;
