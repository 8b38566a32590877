import { RELEASE_STATES, TARGET_STATES } from '@hyperkuber/contracts';
import { planningOutcome, releaseEnded, releaseMayMove, runOutcome, targetEnded, targetMayMove, targetWorkable, type TargetCounts } from './release-states.js';

describe('release states', () => {
  it('never leave a success or a cancellation', () => {
    for (const state of RELEASE_STATES) {
      expect(releaseMayMove('succeeded', state)).toBe(false);
      expect(releaseMayMove('cancelled', state)).toBe(false);
    }
  });

  it('let no release run without having been ready', () => {
    expect(releaseMayMove('planning', 'running')).toBe(false);
    expect(releaseMayMove('ready', 'running')).toBe(true);
  });

  it('give a worker nothing to do for a target that has ended or waits for a person', () => {
    for (const state of TARGET_STATES) {
      expect(targetWorkable(state) && (targetEnded(state) || state === 'planned')).toBe(false);
    }
  });

  it('let a target that has ended move only back to the beginning', () => {
    for (const from of TARGET_STATES.filter(targetEnded)) {
      const reachable = TARGET_STATES.filter((to) => targetMayMove(from, to));
      expect(reachable.every((to) => to === 'pending' || to === 'planning')).toBe(true);
    }
  });

  it('count a failed plan as an end', () => expect(releaseEnded('plan-failed')).toBe(true));
});

describe('the outcome of planning', () => {
  it.each<[TargetCounts, string | undefined]>([
    [{ planning: 1, planned: 3 }, undefined],
    [{ planned: 3 }, 'ready'],
    [{ planned: 1, 'plan-failed': 9 }, 'ready'],
    [{ 'plan-failed': 2 }, 'plan-failed'],
    [{ planned: 1, succeeded: 4 }, 'ready'],
  ])('of %j is %s', (counts, outcome) => expect(planningOutcome(counts)).toBe(outcome));
});

describe('the outcome of a run', () => {
  it.each<[TargetCounts, string | undefined]>([
    [{ succeeded: 3 }, 'succeeded'],
    [{ succeeded: 3, 'waiting-health': 1 }, undefined],
    [{ succeeded: 7, failed: 1, 'plan-failed': 2 }, 'partially-succeeded'],
    [{ failed: 2 }, 'failed'],
    [{ failed: 1, aborted: 1, succeeded: 1 }, 'aborted'],
  ])('of %j is %s', (counts, outcome) => expect(runOutcome(counts)).toBe(outcome));
});
