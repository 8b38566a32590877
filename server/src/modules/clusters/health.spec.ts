import type { Health } from './cluster.js';
import { afterProbe, connecting, damped, FLAP_WINDOW_MS, isSame, type Observation, waitAfter, withJitter } from './health.js';

const start = new Date('2026-01-01T00:00:00Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const healthy: Observation = { state: 'healthy', code: 'ok', detail: 'Everything answers.' };
const down: Observation = { state: 'unreachable', code: 'timed-out', detail: 'It did not answer in time.' };
const rejected: Observation = { state: 'unreachable', code: 'unauthorized-401', detail: 'The credential is not accepted.' };
const middle = 0.5;

describe('afterProbe', () => {
  it('keeps a healthy cluster healthy after one lost probe and looks again soon', () => {
    const well = afterProbe(connecting(start), healthy, start, middle);
    const once = afterProbe(well, down, later(30), middle);
    expect(once).toMatchObject({ state: 'healthy', since: start, failures: 1 });
    expect(once.nextProbeAt).toEqual(later(32));
  });

  it('says unreachable after the second failure and dates it there', () => {
    const well = afterProbe(connecting(start), healthy, start, middle);
    const twice = afterProbe(afterProbe(well, down, later(30), middle), down, later(32), middle);
    expect(twice).toMatchObject({ state: 'unreachable', code: 'timed-out', since: later(32), failures: 2 });
  });

  it('says at once that a credential is rejected', () => {
    const well = afterProbe(connecting(start), healthy, start, middle);
    expect(afterProbe(well, rejected, later(30), middle)).toMatchObject({ state: 'unreachable', code: 'unauthorized-401', since: later(30) });
  });

  it('keeps the date while state and code stay and the words change', () => {
    const some: Observation = { state: 'degraded', code: 'nodes-not-ready', detail: '1 of 5 nodes is not ready.' };
    const first = afterProbe(connecting(start), some, later(1), middle);
    const second = afterProbe(first, { ...some, detail: '2 of 5 nodes are not ready.' }, later(31), middle);
    expect(second).toMatchObject({ since: later(1), detail: '2 of 5 nodes are not ready.' });
  });

  it('forgets the failures when the cluster answers', () => {
    const failing = { ...connecting(start), state: 'unreachable' as const, failures: 40 };
    expect(afterProbe(failing, healthy, later(5), middle)).toMatchObject({ state: 'healthy', failures: 0, since: later(5) });
  });
});

describe('waitAfter', () => {
  it('sees within 15 s that a cluster is back, however long it was away', () => {
    expect(withJitter(waitAfter(down, 5_000), 1)).toBeLessThanOrEqual(15_000);
  });

  it('asks a cluster that rejects the credential less and less often', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => waitAfter(rejected, failures) / 1_000)).toEqual([30, 60, 120, 240, 300, 300]);
  });

  it('spreads the probes by a tenth to either side', () => {
    expect([0, 0.5, 1].map((random) => withJitter(30_000, random))).toEqual([27_000, 30_000, 33_000]);
  });
});

describe('damped', () => {
  /** One hour of a cluster that is there when `isThere` says so; answers what was told and when. */
  const hour = (isThere: (second: number) => boolean, damp = damped): { at: number; code: string }[] => {
    const told: { at: number; code: string }[] = [];
    let health: Health = connecting(start);
    for (let second = 0; second < 3_600; second += 1) {
      const now = later(second);
      if (now < health.nextProbeAt) continue;
      const after = afterProbe(health, isThere(second) ? healthy : down, now, (second % 7) / 7);
      const outages = told.filter(({ at, code }) => code === 'timed-out' && later(at).getTime() > now.getTime() - FLAP_WINDOW_MS).length;
      const next = damp(health, after, outages, now);
      if (!isSame(health, next)) told.push({ at: second, code: next.code });
      health = next;
    }
    return told;
  };

  it('tells of a cluster that comes and goes a few times, not every time', () => {
    const comesAndGoes = (second: number): boolean => Math.floor(second / 40) % 2 === 0;
    const told = hour(comesAndGoes);
    expect(told.map(({ code }) => code)).toContain('flapping');
    expect(told.length).toBeLessThan(0.6 * hour(comesAndGoes, (_before, after) => after).length);
  });

  it('believes a cluster again that stays well after it flapped', () => {
    const told = hour((second) => second > 600 || Math.floor(second / 40) % 2 === 0);
    expect(told.at(-1)?.code).toBe('ok');
    expect(told.at(-1)?.at).toBeLessThan(1_300);
  });

  it('leaves an ordinary outage as it is', () => {
    expect(hour((second) => second < 1_000 || second > 2_000).map(({ code }) => code)).toEqual(['ok', 'timed-out', 'ok']);
  });
});
