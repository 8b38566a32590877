import { clusterScopeOf, scopeHas } from './cluster-scope.js';

describe('clusterScopeOf', () => {
  it('sees nothing without a rule', () => {
    expect(clusterScopeOf(null)).toEqual({ kind: 'some', ids: [] });
  });

  it('leaves out what a rule refuses from everything', () => {
    const scope = clusterScopeOf({ all: true, except: [{ clusterId: null, resourceIds: ['b'] }] });
    expect([scopeHas(scope, 'a'), scopeHas(scope, 'b')]).toEqual([true, false]);
  });

  it('joins roles on clusters with roles on single objects', () => {
    const scope = clusterScopeOf({ all: false, clusterIds: ['a'], terms: [{ clusterId: null, resourceIds: ['b'] }, { clusterId: 'c', resourceIds: ['d'] }], except: [] });
    expect(scope).toEqual({ kind: 'some', ids: ['a', 'b'] });
  });

  it('refuses before it allows', () => {
    const scope = clusterScopeOf({ all: false, clusterIds: ['a', 'b'], terms: [], except: [{ clusterId: 'a', resourceIds: ['a'] }] });
    expect(scope).toEqual({ kind: 'some', ids: ['b'] });
  });

  it('sees nothing when every cluster is refused', () => {
    expect(clusterScopeOf({ all: true, except: [{ clusterId: null, resourceIds: null }] })).toEqual({ kind: 'some', ids: [] });
  });
});
