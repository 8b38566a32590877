import type { ReleaseState, TargetState } from '@hyperkuber/contracts';
import { RELEASE_END_STATES, TARGET_END_STATES } from '@hyperkuber/contracts';

/** Where a release may go from each state; anything else is a fault of ours and is refused by the repository. */
const RELEASE_MOVES: Readonly<Record<ReleaseState, readonly ReleaseState[]>> = {
  planning: ['ready', 'plan-failed', 'cancelled'],
  'plan-failed': ['planning'],
  ready: ['running', 'cancelled'],
  running: ['succeeded', 'partially-succeeded', 'failed', 'aborting'],
  aborting: ['aborted', 'succeeded', 'partially-succeeded', 'failed'],
  succeeded: [],
  'partially-succeeded': ['running', 'planning'],
  failed: ['running', 'planning'],
  aborted: ['running', 'planning'],
  cancelled: [],
};

const TARGET_MOVES: Readonly<Record<TargetState, readonly TargetState[]>> = {
  planning: ['planned', 'plan-failed', 'aborted'],
  planned: ['pending', 'aborted'],
  'plan-failed': ['planning'],
  pending: ['preflight', 'applying', 'failed', 'aborted'],
  preflight: ['applying', 'failed', 'aborted'],
  applying: ['waiting-health', 'pruning', 'succeeded', 'failed', 'aborted'],
  'waiting-health': ['pruning', 'succeeded', 'failed', 'aborted'],
  pruning: ['succeeded', 'failed', 'aborted'],
  succeeded: [],
  failed: ['pending', 'planning'],
  skipped: [],
  aborted: ['pending', 'planning'],
};

export const releaseMayMove = (from: ReleaseState, to: ReleaseState): boolean => RELEASE_MOVES[from].includes(to);
export const targetMayMove = (from: TargetState, to: TargetState): boolean => TARGET_MOVES[from].includes(to);
export const releaseEnded = (state: ReleaseState): boolean => RELEASE_END_STATES.includes(state);
export const targetEnded = (state: TargetState): boolean => TARGET_END_STATES.includes(state);

/** States in which a worker has something to do. `planned` waits for a person. */
export const WORKABLE_TARGET_STATES = ['planning', 'pending', 'preflight', 'applying', 'waiting-health', 'pruning'] as const satisfies readonly TargetState[];

export const targetWorkable = (state: TargetState): boolean => WORKABLE_TARGET_STATES.some((workable) => workable === state);

export type TargetCounts = Readonly<Partial<Record<TargetState, number>>>;

const numberOf = (counts: TargetCounts, states: readonly TargetState[]): number => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

/** What planning comes to once no target is in `planning`: one plan that can run is enough to be asked for approval. */
export const planningOutcome = (counts: TargetCounts): 'ready' | 'plan-failed' | undefined => {
  if (numberOf(counts, ['planning']) > 0) return undefined;
  return numberOf(counts, ['planned']) > 0 ? 'ready' : 'plan-failed';
};

/** What a run comes to once its last target has ended; undefined while one is still at work. */
export const runOutcome = (counts: TargetCounts): 'succeeded' | 'partially-succeeded' | 'failed' | 'aborted' | undefined => {
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  if (numberOf(counts, TARGET_END_STATES) < all) return undefined;
  if (numberOf(counts, ['aborted']) > 0) return 'aborted';
  const succeeded = numberOf(counts, ['succeeded', 'skipped']);
  if (succeeded === all) return 'succeeded';
  return succeeded > 0 ? 'partially-succeeded' : 'failed';
};
