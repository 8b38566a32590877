import type { ClusterState } from '@hyperkuber/contracts';
import type { Health } from './cluster.js';

/** What one probe saw. */
export interface Observation {
  readonly state: Extract<ClusterState, 'healthy' | 'degraded' | 'unreachable'>;
  readonly code: string;
  readonly detail: string;
}

export const PROBE_EVERY_MS = 30_000;
/** A first failure is looked at again before anybody is told: one lost packet is no outage. */
export const CONFIRM_AFTER_MS = 2_000;
export const FAILURES_TO_TELL = 2;
const RETRY_FIRST_MS = 5_000;
/** A cluster that is back is seen within 15 s, also after hours. */
const RETRY_LAST_MS = 13_000;
const REFUSED_FIRST_MS = 30_000;
const REFUSED_LAST_MS = 300_000;
const JITTER = 0.1;

/** Faults that do not go away by waiting; asking often would only fill the cluster's audit log and its lock-out counters. */
const SETTLED = new Set([
  'unauthorized-401', 'anonymous', 'forbidden-403', 'tls-ca', 'tls-name', 'tls-expired', 'tls-protocol', 'tls-client-refused', 'address-refused',
  'not-kubernetes', 'redirect', 'not-found-404', 'identity-changed', 'credential-unusable',
]);

/** Whether the fault is sure at once: the other side answered, and waiting changes nothing. */
export const isSettled = (code: string): boolean => SETTLED.has(code);

const doubling = (firstMs: number, lastMs: number, times: number): number => Math.min(firstMs * 2 ** Math.min(times, 20), lastMs);

/** Time to the next probe, without jitter. */
export const waitAfter = (observation: Observation, failures: number): number => {
  if (observation.state !== 'unreachable') return PROBE_EVERY_MS;
  if (isSettled(observation.code)) return doubling(REFUSED_FIRST_MS, REFUSED_LAST_MS, failures - 1);
  return failures < FAILURES_TO_TELL ? CONFIRM_AFTER_MS : doubling(RETRY_FIRST_MS, RETRY_LAST_MS, failures - FAILURES_TO_TELL);
};

/** `random` is from 0 to 1; many workers must not probe a thousand clusters in the same moment. */
export const withJitter = (ms: number, random: number): number => Math.round(ms * (1 + JITTER * (2 * random - 1)));

/** Whether people are told about an observation, or a second look is taken first. */
const isTold = (before: Pick<Health, 'state'>, observation: Observation, failures: number): boolean =>
  observation.state !== 'unreachable' || before.state === 'unreachable' || isSettled(observation.code) || failures >= FAILURES_TO_TELL;

/** The health after one more probe: what is shown, since when, and when to look again. */
export const afterProbe = (before: Health, observation: Observation, now: Date, random: number): Health => {
  const failures = observation.state === 'unreachable' ? before.failures + 1 : 0;
  const nextProbeAt = new Date(now.getTime() + withJitter(waitAfter(observation, failures), random));
  if (!isTold(before, observation, failures)) return { ...before, failures, nextProbeAt };
  return { ...observation, since: isSame(before, observation) ? before.since : now, failures, nextProbeAt };
};

/** Whether two moments belong to the same span; the words may differ (`3 of 5 nodes` becomes `2 of 5 nodes`). */
export const isSame = (one: Pick<Health, 'state' | 'code'>, other: Pick<Health, 'state' | 'code'>): boolean =>
  one.state === other.state && one.code === other.code;

export const FLAP_WINDOW_MS = 600_000;
const OUTAGES_TO_HOLD = 3;

/**
 * A cluster that comes and goes is called so, once, instead of telling everybody each time. `outages` counts those that
 * began within the window: while the state is held none begins, so the window empties and the next probe is believed again.
 */
export const damped = (before: Health, after: Health, outages: number, now: Date): Health => {
  if (outages < OUTAGES_TO_HOLD || isSettled(after.code)) return after;
  const detail = `The cluster comes and goes: ${String(outages)} outages in ten minutes. At the moment: ${after.detail}`;
  return { ...after, state: 'degraded', code: 'flapping', detail, since: before.code === 'flapping' ? before.since : now };
};

/** Nothing is known yet; the next probe is due at once. */
export const connecting = (now: Date): Health => ({
  state: 'connecting', code: 'connecting', detail: 'The cluster has not been looked at yet.', since: now, failures: 0, nextProbeAt: now,
});

export const disabled = (now: Date): Health => ({
  state: 'disabled', code: 'disabled', detail: 'An administrator disabled the cluster; the platform does not connect to it.', since: now, failures: 0, nextProbeAt: now,
});
