import { asKubeObject, groupVersion, refKey, refOf } from './kube-object.js';

describe('a Kubernetes object', () => {
  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['text', 'Pod'],
    ['no kind', { apiVersion: 'v1', metadata: { name: 'web' } }],
    ['no name', { apiVersion: 'v1', kind: 'Pod', metadata: {} }],
    ['a name that is no text', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 1 } }],
    ['inherited fields', Object.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } })],
  ])('is not %s', (_what, value: unknown) => {
    expect(asKubeObject(value)).toBeUndefined();
  });

  it('keeps what it does not know', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', extra: 1 }, spec: { a: [1] }, other: true };
    expect(asKubeObject(pod)).toEqual(pod);
  });

  it('takes its type from the list when the item has none', () => {
    expect(asKubeObject({ metadata: { name: 'web' } }, { apiVersion: 'v1', kind: 'Pod' })).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
  });
});

it.each([
  ['v1', { group: '', version: 'v1' }],
  ['apps/v1', { group: 'apps', version: 'v1' }],
  ['gateway.networking.k8s.io/v1beta1', { group: 'gateway.networking.k8s.io', version: 'v1beta1' }],
])('splits %s', (apiVersion, expected) => {
  expect(groupVersion(apiVersion)).toEqual(expected);
});

it('gives the same key to an object read in two versions', () => {
  const at = (apiVersion: string) => refKey(refOf({ apiVersion, kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } }));
  expect(at('apps/v1')).toBe('apps/Deployment/shop/web');
  expect(at('apps/v1beta1')).toBe(at('apps/v1'));
  expect(refKey({ apiVersion: 'v1', kind: 'Node', namespace: '', name: 'a' })).toBe('/Node//a');
});
