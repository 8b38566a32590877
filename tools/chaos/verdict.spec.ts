import type { ReleaseEvent } from '@hyperkuber/contracts';
import { recoveryOf } from './recovery.ts';
import { expectedEffects, type Effect } from './revisions.ts';
import { judgeEffects, judgeInventory, judgeObjects, noFaults } from './verdict.ts';
import type { LiveObject, SeenEffect } from './witness.ts';

const seen = (key: string, effect: Effect): SeenEffect => ({ key, effect, namespace: 'chaos', uid: 'u', at: 0 });
const allOf = (from: number | undefined, to: number): SeenEffect[] => [...expectedEffects(from, to)].map(([key, effect]) => seen(key, effect));
const faultsOf = (from: number | undefined, to: number, effects: readonly SeenEffect[]) => {
  const faults = noFaults();
  judgeEffects('here', from, to, effects, faults);
  return faults;
};

describe('the step between two revisions', () => {
  it('creates, changes and deletes, whichever two they are', () => {
    for (const [from, to] of [[1, 2], [2, 3], [6, 1]] as const) expect([...new Set(expectedEffects(from, to).values())].sort()).toEqual(['change', 'create', 'delete']);
  });
});

describe('the verdict on effects', () => {
  it('finds nothing where each came once', () => {
    expect(faultsOf(1, 2, allOf(1, 2))).toEqual(noFaults());
  });

  it('calls lost what did not come', () => {
    expect(faultsOf(1, 2, allOf(1, 2).slice(1)).lost).toHaveLength(1);
  });

  it('calls double what came twice', () => {
    expect(faultsOf(1, 2, [...allOf(1, 2), seen('ConfigMap/settings', 'change')]).double).toHaveLength(1);
  });

  it('calls double what came to an object that was to stay as it is', () => {
    expect(faultsOf(1, 2, [...allOf(1, 2), seen('ConfigMap/always-the-same', 'change')]).double).toHaveLength(1);
  });

  it('calls double an object that was made, taken away and made again', () => {
    expect(faultsOf(1, 2, [...allOf(1, 2), seen('Job/migrate-2', 'delete'), seen('Job/migrate-2', 'create')]).double).toHaveLength(2);
  });
});

describe('the verdict on a cluster', () => {
  const live = (uid: string): LiveObject => ({ metadata: { name: 'x', namespace: 'chaos', uid, resourceVersion: '1' } });

  it('names what is missing, what differs and what should have gone', () => {
    const faults = noFaults();
    judgeObjects('here', 1, new Map([['ConfigMap/settings', live('1')], ['ConfigMap/old', live('2')]]), faults);
    expect(faults.lost).toContain('here Job/migrate-1: not there');
    expect(faults.wrong).toEqual(['here ConfigMap/settings: not as revision 1 has it', 'here ConfigMap/old: still there']);
  });

  it('names rows of the inventory that are not the truth', () => {
    const faults = noFaults();
    const rows = [{ kind: 'ConfigMap', name: 'a', uid: 'other', revision: 1 }, { kind: 'ConfigMap', name: 'gone', uid: 'u', revision: 1 }];
    judgeInventory('here', 1, new Map([['ConfigMap/a', live('1')], ['ConfigMap/b', live('2')]]), rows, faults);
    expect(faults.wrong).toHaveLength(3);
  });
});

describe('the recovery of a release', () => {
  const event = (sequence: number, second: number, code: string): ReleaseEvent => ({ sequence, at: new Date(second * 1_000).toISOString(), type: 'target', targetId: 't', code, detail: '' });

  it('counts from the last kill to the next line of a target under way', () => {
    expect(recoveryOf([event(1, 0, 'applying'), event(2, 30, 'done')], [5_000, 20_000])).toEqual({ worstS: 10, longestStillS: 30 });
  });

  it('does not count while a person is waited for', () => {
    expect(recoveryOf([event(1, 0, 'planned'), event(2, 30, 'preflight')], [5_000])).toEqual({ worstS: 0, longestStillS: 0 });
  });
});
