import { clusterRow, testNow } from './testing/cluster-row.js';
import { actionsOf, changeOf } from './update-cluster.js';

describe('actionsOf', () => {
  it('asks for the right to disable, not to update, when a cluster is only switched off', () => {
    expect(actionsOf({ enabled: false })).toEqual(['disable']);
  });

  it('asks for both when a name changes too', () => {
    expect(actionsOf({ enabled: true, name: 'x' })).toEqual(['update', 'enable']);
  });

  it('asks for the right to update even for a change of nothing', () => {
    expect(actionsOf({})).toEqual(['update']);
  });
});

describe('changeOf', () => {
  const now = new Date(testNow.getTime() + 1_000);

  it('keeps connections when only words about the cluster change', () => {
    expect(changeOf(clusterRow({ connectionVersion: 4 }), { labels: { a: 'b' }, environment: 'staging' }, now)).toMatchObject({ connectionVersion: 4, labels: { a: 'b' } });
  });

  it('replaces connections when the mode changes', () => {
    expect(changeOf(clusterRow({ connectionVersion: 4 }), { mode: 'read-only' }, now)).toMatchObject({ connectionVersion: 5, mode: 'read-only' });
  });

  it('begins a new state when a cluster is disabled and leaves it when it was so already', () => {
    expect(changeOf(clusterRow(), { enabled: false }, now)).toMatchObject({ enabled: false, state: 'disabled', since: now, connectionVersion: 2 });
    expect(changeOf(clusterRow({ enabled: false }), { enabled: false }, now)).not.toHaveProperty('state');
  });

  it('looks at once at a cluster that is enabled again', () => {
    expect(changeOf(clusterRow({ enabled: false, state: 'disabled' }), { enabled: true }, now)).toMatchObject({ state: 'connecting', nextProbeAt: now, failures: 0 });
  });
});
