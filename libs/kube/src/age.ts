const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Steps of kubectl: below `until`, a duration is written in `unit`, and the next smaller one where it still tells something. */
const STEPS: readonly { until: number; unit: [number, string]; rest?: [number, string] }[] = [
  { until: 2 * MINUTE, unit: [SECOND, 's'] },
  { until: 10 * MINUTE, unit: [MINUTE, 'm'], rest: [SECOND, 's'] },
  { until: 3 * HOUR, unit: [MINUTE, 'm'] },
  { until: 8 * HOUR, unit: [HOUR, 'h'], rest: [MINUTE, 'm'] },
  { until: 2 * DAY, unit: [HOUR, 'h'] },
  { until: 8 * DAY, unit: [DAY, 'd'], rest: [HOUR, 'h'] },
  { until: 2 * YEAR, unit: [DAY, 'd'] },
  { until: 8 * YEAR, unit: [YEAR, 'y'], rest: [DAY, 'd'] },
  { until: Infinity, unit: [YEAR, 'y'] },
];

/** 90s, 5m12s, 2d3h, as kubectl shows ages. A clock that runs ahead gives 0s, not a negative age. */
export function durationText(durationMs: number): string {
  const duration = Number.isFinite(durationMs) ? Math.max(0, durationMs) : 0;
  const step = STEPS.find(({ until }) => duration < until);
  if (!step) return '0s';
  const [size, letter] = step.unit;
  const whole = `${Math.floor(duration / size)}${letter}`;
  if (!step.rest) return whole;
  const rest = Math.floor((duration % size) / step.rest[0]);
  return rest === 0 ? whole : `${whole}${rest}${step.rest[1]}`;
}

/** Undefined when there is no readable time. */
export function ageMs(timestamp: string | undefined, now: Date): number | undefined {
  if (timestamp === undefined) return undefined;
  const at = Date.parse(timestamp);
  return Number.isNaN(at) ? undefined : now.getTime() - at;
}

export function ageText(timestamp: string | undefined, now: Date): string {
  const age = ageMs(timestamp, now);
  return age === undefined ? '' : durationText(age);
}
