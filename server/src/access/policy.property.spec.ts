import type { Grant } from './grant.js';
import { compilePolicy } from './policy.js';
import { decideByReference } from './reference-evaluator.js';
import { BUILT_IN_ROLES } from './roles.js';
import { randomGrants, randomRoles, randomTuple, seeded } from './testing/random-policy.js';

const POLICIES = 2_000;
const TUPLES_PER_POLICY = 50;
const now = new Date('2026-01-01T00:00:00Z');
const seed = Number(process.env['HK_TEST_SEED'] ?? Date.now() % 2 ** 31);

describe('the policy and the reference evaluator', () => {
  it(`decide the same in 100,000 random cases (HK_TEST_SEED=${String(seed)})`, () => {
    const outcomes = new Map<string, number>();
    for (let round = 0; round < POLICIES; round += 1) {
      const random = seeded(seed + round);
      const roles = [...randomRoles(random), ...BUILT_IN_ROLES];
      const grants: Grant[] = randomGrants(random, roles, now);
      const policy = compilePolicy(grants, roles, now);
      for (let index = 0; index < TUPLES_PER_POLICY; index += 1) {
        const tuple = randomTuple(random);
        const { allowed, reason, ...origin } = policy.decide(tuple);
        const named = 'bindingId' in origin ? [origin.bindingId, origin.roleId, origin.ruleIndex].join('/') : '';
        const expected = decideByReference(grants, roles, now, tuple);
        outcomes.set(reason, (outcomes.get(reason) ?? 0) + 1);
        if (allowed !== expected.allowed || reason !== expected.reason || named !== expected.origin) {
          throw new Error(JSON.stringify({ seed, round, tuple, policy: { allowed, reason, named }, expected, grants, roles: roles.filter(({ id }) => grants.some(({ roleId }) => roleId === id)) }));
        }
      }
    }
    for (const reason of ['granted', 'no-rule', 'denied-by-rule', 'denied-in-part', 'expired', 'malformed', 'unknown-verb', 'unknown-subject']) {
      expect([reason, (outcomes.get(reason) ?? 0) > 20]).toEqual([reason, true]);
    }
  });
});
