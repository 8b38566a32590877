import type { ReleaseEvent } from '@hyperkuber/contracts';

/** After these a target waits for a person, or for nobody. */
const AT_REST = new Set(['planned', 'plan-failed', 'succeeded', 'failed', 'skipped', 'aborted']);

export interface Recovery {
  /** From a kill to the next line in the history of a target that was under way, when nothing else was killed between. */
  readonly worstS: number;
  /** The longest that a target stood still around one kill or several. */
  readonly longestStillS: number;
}

/** How long targets of a release stood still because of kills, by its own history. */
export const recoveryOf = (events: readonly ReleaseEvent[], killedAt: readonly number[]): Recovery => {
  let worst = 0;
  let longest = 0;
  for (const history of byTarget(events).values()) {
    history.forEach((event, index) => {
      const next = history[index + 1];
      if (next === undefined || AT_REST.has(event.code)) return;
      const [from, to] = [Date.parse(event.at), Date.parse(next.at)];
      const kills = killedAt.filter((at) => at > from && at < to);
      if (kills.length === 0) return;
      worst = Math.max(worst, to - Math.max(...kills));
      longest = Math.max(longest, to - from);
    });
  }
  return { worstS: worst / 1_000, longestStillS: longest / 1_000 };
};

/** The lines of each target; what was said of the release before its targets were begun belongs to none. */
const byTarget = (events: readonly ReleaseEvent[]): ReadonlyMap<string, readonly ReleaseEvent[]> => {
  const histories = new Map<string, ReleaseEvent[]>();
  const beginning = events.filter(({ type }) => type === 'release').filter(({ code }) => code === 'planning' || code === 'running');
  for (const event of events) {
    if (event.targetId === null) continue;
    const known = histories.get(event.targetId) ?? [...beginning];
    known.push(event);
    histories.set(event.targetId, known);
  }
  for (const history of histories.values()) history.sort((left, right) => left.sequence - right.sequence);
  return histories;
};
