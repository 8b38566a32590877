import type { ApplicationSummary, ClusterSummary, ReleaseSummary } from '@hyperkuber/contracts';
import { attention } from './attention';

const cluster = (name: string, state: ClusterSummary['state'], code: string): ClusterSummary => ({ id: name, name, state, code, detail: '' }) as ClusterSummary;
const release = (id: string, applicationId: string, state: ReleaseSummary['state']): ReleaseSummary => ({ id, applicationId, state }) as ReleaseSummary;
const application = (name: string, releaseId: string, health: string): ApplicationSummary => ({ id: name, name, placements: [{ clusterName: 'a', namespace: 'n', health, releaseId }] }) as unknown as ApplicationSummary;
const none = { clusters: [], applications: [], releases: [] };

describe('what needs attention', () => {
  it('is nothing while all is well', () => {
    expect(attention({ clusters: [cluster('a', 'healthy', 'ok'), cluster('b', 'disabled', '')], applications: [application('shop', 'r', 'Healthy')], releases: [release('r', 'shop', 'succeeded')] })).toEqual([]);
  });

  it('puts clusters with the same cause together, the unreachable before the degraded', () => {
    const found = attention({ ...none, clusters: [cluster('a', 'degraded', 'nodes-not-ready'), cluster('b', 'unreachable', 'timed-out'), cluster('c', 'degraded', 'nodes-not-ready')] });
    expect(found.map((trouble) => (trouble.kind === 'clusters' ? [trouble.code, trouble.clusters.length] : []))).toEqual([['timed-out', 1], ['nodes-not-ready', 2]]);
  });

  it('forgets a failure that a later release has mended, and names every plan that waits', () => {
    const found = attention({ ...none, releases: [release('5', 'shop', 'cancelled'), release('4', 'shop', 'succeeded'), release('3', 'shop', 'failed'), release('2', 'lab', 'failed'), release('1', 'lab', 'ready')] });
    expect(found.map((trouble) => (trouble.kind === 'release' ? trouble.release.id : ''))).toEqual(['2', '1']);
  });

  it('does not name a place whose release is named already', () => {
    const found = attention({ ...none, applications: [application('lab', 'r1', 'Degraded'), application('old', 'r0', 'Missing')], releases: [release('r1', 'lab', 'failed')] });
    expect(found.map(({ kind }) => kind)).toEqual(['release', 'places']);
  });
});
