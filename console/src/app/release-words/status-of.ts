import type { ClusterState, ObjectProgress, ReleaseState, TargetState } from '@hyperkuber/contracts';
import type { Status } from '../ui/status/status';

const OF_HEALTH: Readonly<Record<string, Status>> = {
  Healthy: 'ok', NotApplicable: 'ok', Progressing: 'progressing', Degraded: 'failing', Missing: 'failing', Unknown: 'unknown', Suspended: 'paused', Terminating: 'terminating',
};

/** The mark of a health word of `libs/kube`; an empty one was not judged yet. */
export const healthStatus = (health: string): Status => OF_HEALTH[health] ?? 'unknown';

const OF_RELEASE: Readonly<Record<ReleaseState, Status>> = {
  planning: 'progressing', 'plan-failed': 'failing', ready: 'paused', running: 'progressing', succeeded: 'ok', 'partially-succeeded': 'warning', failed: 'failing',
  aborting: 'terminating', aborted: 'warning', cancelled: 'terminating',
};
export const releaseStatus = (state: ReleaseState): Status => OF_RELEASE[state];

const OF_TARGET: Readonly<Record<TargetState, Status>> = {
  planning: 'progressing', planned: 'paused', 'plan-failed': 'failing', pending: 'unknown', preflight: 'progressing', applying: 'progressing', 'waiting-health': 'progressing',
  pruning: 'progressing', succeeded: 'ok', failed: 'failing', skipped: 'unknown', aborted: 'terminating',
};
export const targetStatus = (state: TargetState): Status => OF_TARGET[state];

const OF_CLUSTER: Readonly<Record<ClusterState, Status>> = { connecting: 'progressing', healthy: 'ok', degraded: 'warning', unreachable: 'failing', disabled: 'paused' };
export const clusterStatus = (state: ClusterState): Status => OF_CLUSTER[state];

/** An object is as well as its health; before that is known, its step tells. */
export const objectStatus = ({ state, health }: Pick<ObjectProgress, 'state' | 'health'>): Status => {
  if (state === 'failed') return 'failing';
  if (health !== '') return healthStatus(health);
  if (state === 'in-flight') return 'progressing';
  return state === 'done' || state === 'no-change' ? 'ok' : 'unknown';
};

/** Nothing of the release moves any more. */
export const releaseEnded = (state: ReleaseState): boolean => !['planning', 'ready', 'running', 'aborting'].includes(state);
export const releaseMoves = (state: ReleaseState): boolean => ['planning', 'running', 'aborting'].includes(state);
