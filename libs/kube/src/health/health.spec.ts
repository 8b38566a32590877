import { healthMessage, judged, missingHealth, notJudged, rollUpHealth, unreachableHealth, worstHealth } from './health.js';
import { HEALTH_REASONS } from './health-reasons.js';

const healthy = judged('Healthy', 'PodSucceeded');
const degraded = judged('Degraded', 'ClaimLost');

it('orders from best to worst', () => {
  const list = [healthy, judged('Progressing', 'NotObserved'), missingHealth(), judged('Terminating', 'Deleting'), notJudged()];
  expect(worstHealth(list)?.status).toBe('Missing');
  expect(worstHealth([...list, degraded])?.status).toBe('Degraded');
  expect(worstHealth([...list, degraded, unreachableHealth()])?.status).toBe('Unknown');
  expect(worstHealth([notJudged()])?.status).toBe('NotApplicable');
  expect(worstHealth([])).toBeUndefined();
});

it('does not let a crashed old pod worsen a healthy controller', () => {
  expect(rollUpHealth([{ health: healthy }, { health: degraded, controller: healthy }]).status).toBe('Healthy');
  expect(rollUpHealth([{ health: healthy }, { health: degraded, controller: degraded }]).status).toBe('Degraded');
  expect(rollUpHealth([{ health: degraded, controller: healthy }]).status).toBe('Healthy');
  expect(rollUpHealth([]).status).toBe('NotApplicable');
});

it('writes facts into words, leaves out what it does not know, and shortens what controllers say', () => {
  const cause = { reason: 'ImageCannotBePulled' as const, facts: { node: 'node-2' } };
  expect(judged('Progressing', 'NotAllReady', { ready: 1, wanted: 3 }, { cause }).message).toBe('1 of 3 ready, image cannot be pulled on node-2');
  expect(judged('Degraded', 'ImageCannotBePulled').message).toBe('image cannot be pulled');
  expect(judged('Degraded', 'PodsRefused', { detail: `a\n b ${'x'.repeat(500)}` }).message).toHaveLength('pods cannot be created: '.length + 200);
  expect(judged('Degraded', 'PodsRefused', { detail: 'says {ready} [x]' }).message).toBe('pods cannot be created: says {ready} [x]');
  expect(healthMessage({ reason: 'ScaledToZero', facts: {} }, undefined, { ...HEALTH_REASONS, ScaledToZero: '已缩容到 0' })).toBe('已缩容到 0');
});
