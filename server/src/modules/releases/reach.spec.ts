import { reaches, reachOf } from './reach.js';

describe('the reach over clusters', () => {
  it('is nothing without a rule', () => expect(reaches(reachOf(null), 'a')).toBe(false));
  it('is everything but what is refused', () => {
    const reach = reachOf({ all: true, except: [{ clusterId: 'b', resourceIds: null }] });
    expect([reaches(reach, 'a'), reaches(reach, 'b')]).toEqual([true, false]);
  });
  it('is the granted clusters', () => {
    const reach = reachOf({ all: false, clusterIds: ['a'], terms: [], except: [] });
    expect([reaches(reach, 'a'), reaches(reach, 'b')]).toEqual([true, false]);
  });
});
