import type { ObjectPlan, PlanAction } from '@hyperkuber/contracts';
import { planDeviation, releasePlanHash, targetPlanHash } from './plan-comparison.js';

const plan = (name: string, action: PlanAction, changes: ObjectPlan['changes'] = []): ObjectPlan => ({
  ref: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name }, action, changes, conflicts: [], warnings: [], code: '', detail: '', confirmation: null,
});
const colour = (after: string, kind: 'ours' | 'drift' | 'webhook' = 'ours'): ObjectPlan['changes'] => [{ path: 'data.colour', before: 'red', after, class: kind }];

describe('the hash of a plan', () => {
  it('is the same whatever the order of the objects', () => {
    expect(targetPlanHash([plan('a', 'create'), plan('b', 'update')])).toBe(targetPlanHash([plan('b', 'update'), plan('a', 'create')]));
  });

  it('changes with a change of ours and not with what admission adds', () => {
    const blue = targetPlanHash([plan('a', 'update', colour('blue'))]);
    expect(targetPlanHash([plan('a', 'update', colour('green'))])).not.toBe(blue);
    expect(targetPlanHash([plan('a', 'update', colour('x', 'webhook'))])).toBe(targetPlanHash([plan('a', 'update', colour('y', 'webhook'))]));
  });

  it('binds the options', () => {
    const targets = [{ id: 't', revision: 1, planHash: 'h' }];
    expect(releasePlanHash({ revision: 1, kind: 'deploy', options: { prune: true } }, targets))
      .not.toBe(releasePlanHash({ revision: 1, kind: 'deploy', options: { prune: false } }, targets));
  });
});

describe('a fresh plan', () => {
  it.each<[string, ObjectPlan[], ObjectPlan[], boolean]>([
    ['has a new object', [], [plan('a', 'create')], true],
    ['has another change', [plan('a', 'update', colour('blue'))], [plan('a', 'update', colour('green'))], true],
    ['deletes what was to be updated', [plan('a', 'update')], [plan('a', 'delete')], true],
    ['meets a conflict', [plan('a', 'update', colour('blue'))], [plan('a', 'conflict')], true],
    ['is the same', [plan('a', 'update', colour('blue'))], [plan('a', 'update', colour('blue'))], false],
    ['calls the same change by another cause', [plan('a', 'update', colour('blue'))], [plan('a', 'update', colour('blue', 'drift'))], false],
    ['finds the object as wished', [plan('a', 'update', colour('blue'))], [plan('a', 'unchanged')], false],
    ['no longer finds what was to be deleted', [plan('a', 'delete')], [], false],
    ['can check what it could not', [plan('a', 'unverifiable')], [plan('a', 'create')], false],
    ['finds something where nothing was expected', [plan('a', 'unverifiable')], [plan('a', 'update')], true],
  ])('that %s', (_name, approved, now, isDeviation) => expect(planDeviation(approved, now) !== undefined).toBe(isDeviation));

  it('says which object and field differ', () => {
    expect(planDeviation([plan('a', 'update', colour('blue'))], [plan('a', 'update', colour('green'))])).toContain('ConfigMap a');
  });
});
