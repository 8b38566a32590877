import type { UserSummary } from '@hyperkuber/contracts';
import type { Problem } from '../../api/problem';
import type { Translate } from '../../i18n/texts';
import type { StatusCell } from '../../ui/table/column';

/** Failures of requests about people that the console explains itself. */
export const PROBLEM_CODES = ['binding-exists', 'binding-not-found', 'binding-subject-unknown', 'last-administrator', 'login-taken', 'role-unknown', 'user-not-found'] as const;
export const ROLE_IDS = ['platform-admin', 'platform-auditor', 'cluster-admin', 'cluster-operator', 'cluster-viewer'] as const;

const has = (list: readonly string[], word: string): boolean => list.includes(word);

/** The failure in the person's language; empty where the server's own sentence is the best there is. */
export const problemWords = (t: Translate, problem: Problem | null): string => (problem !== null && has(PROBLEM_CODES, problem.code) ? t(`userProblem.${problem.code}`) : '');

export const roleName = (t: Translate, roleId: string): string => (has(ROLE_IDS, roleId) ? t(`role.${roleId}`) : roleId);
export const roleText = (t: Translate, roleId: string): string => (has(ROLE_IDS, roleId) ? t(`roleText.${roleId}`) : '');

type Clusters = ReadonlyMap<string, string>;

export const placeName = (t: Translate, clusterId: string | null, clusters: Clusters): string => (clusterId === null ? t('users.platform') : (clusters.get(clusterId) ?? t('users.hiddenCluster')));

/** `Cluster viewer · prod-eu`, `Platform administrator`. */
export const boundRole = (t: Translate, { roleId, clusterId }: UserSummary['roles'][number], clusters: Clusters): string =>
  roleName(t, roleId) + (clusterId === null ? '' : ` · ${placeName(t, clusterId, clusters)}`);

export const personState = (t: Translate, { enabled, lockedUntil }: UserSummary, nowMs: number): StatusCell => {
  if (!enabled) return { status: 'paused', word: t('users.disabled') };
  if (lockedUntil !== null && Date.parse(lockedUntil) > nowMs) return { status: 'warning', word: t('users.locked'), reason: t('users.lockedFor', { minutes: Math.ceil((Date.parse(lockedUntil) - nowMs) / 60_000) }) };
  return { status: 'ok', word: t('users.active') };
};
