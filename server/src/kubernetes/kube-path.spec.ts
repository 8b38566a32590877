import fc from 'fast-check';
import { PathRefused } from './errors.js';
import { KubePath } from './kube-path.js';

const pods = { group: '', version: 'v1', resource: 'pods' };

describe('KubePath', () => {
  const bad = ['', '.', '..', 'a/b', '../x', '%2e%2e', 'a%', 'a\\b', 'a\nb', 'a\u0000', 'é', 'a?b', 'a#b', 'a b', '\u202e', 'x'.repeat(513)];

  it.each(bad)('refuses %j as a name', (name) => {
    expect(() => KubePath.of({ ...pods, namespace: 'team-a', name })).toThrow(PathRefused);
  });

  it.each(['group', 'version', 'resource', 'namespace', 'subresource'])('refuses a dangerous %s', (field) => {
    expect(() => KubePath.of({ group: 'apps', version: 'v1', resource: 'deployments', namespace: 'a', name: 'b', [field]: '..' })).toThrow(PathRefused);
  });

  it('refuses a subresource without a name, and an empty raw path', () => {
    expect(() => KubePath.of({ ...pods, subresource: 'log' })).toThrow(PathRefused);
    expect(() => KubePath.raw([])).toThrow(PathRefused);
    expect(() => KubePath.raw(['openapi', '..'])).toThrow(PathRefused);
  });

  it('writes core, grouped, namespaced, named and subresource paths', () => {
    expect(KubePath.of(pods).text).toBe('/api/v1/pods');
    expect(KubePath.of({ group: 'apps', version: 'v1', resource: 'deployments', namespace: 'a', name: 'b', subresource: 'scale' }).text).toBe(
      '/apis/apps/v1/namespaces/a/deployments/b/scale',
    );
    expect(KubePath.of({ group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterroles', name: 'system:node' }).text).toBe(
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
    );
    expect(KubePath.raw(['version']).text).toBe('/version');
  });

  it('escapes query values and repeats lists', () => {
    expect(KubePath.of(pods, { labelSelector: 'a=b,c in (d)&watch=1', limit: 5 }).text).toBe('/api/v1/pods?labelSelector=a%3Db%2Cc+in+%28d%29%26watch%3D1&limit=5');
    expect(KubePath.of({ ...pods, namespace: 'a', name: 'b', subresource: 'exec' }, { command: ['sh', '-c'] }).text).toMatch(/command=sh&command=-c$/);
  });

  it('never changes the number of path segments, whatever the name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        try {
          const url = new URL(`https://cluster.test${KubePath.of({ ...pods, namespace: 'team-a', name }).text}`);
          expect(url.pathname.split('/')).toHaveLength(7);
          expect(decodeURIComponent(url.pathname.split('/')[6] ?? '')).toBe(name);
          expect(url.search + url.hash).toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(PathRefused);
        }
      }),
    );
  });
});
