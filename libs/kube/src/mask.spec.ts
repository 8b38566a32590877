import { createHmac } from 'node:crypto';
import { toBase64 } from './base64.js';
import { diffObjects } from './diff.js';
import type { KubeObject } from './kube-object.js';
import { maskChanges, maskSecrets } from './mask.js';

const digest = (text: string): string => createHmac('sha256', 'key').update(text).digest('hex');
const secret = (rest: object, annotations: Record<string, string> = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', annotations }, ...rest });
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

it('leaves no value of a Secret readable', () => {
  const masked = maskSecrets(secret({ data: { password: 'aHVudGVyMg==' }, stringData: { token: 'hunter2' } }, { [LAST_APPLIED]: '{"data":{"password":"aHVudGVyMg=="}}', team: 'blue' }), digest);
  expect(JSON.stringify(masked)).not.toMatch(/hunter2|aHVudGVyMg/);
  expect(masked).toMatchObject({ data: { password: expect.stringMatching(/^\*\*\*[0-9a-f]{8}$/) }, metadata: { annotations: { team: 'blue', [LAST_APPLIED]: expect.stringMatching(/^\*\*\*/) } } });
});

it('gives the same value the same token, also as stringData', () => {
  const masked = maskSecrets(secret({ data: { a: 'aHVudGVyMg==', b: 'aHVudGVyMg==', c: 'eA==' }, stringData: { d: 'hunter2' } }), digest) as unknown as Record<'data' | 'stringData', Record<string, string>>;
  expect(masked.data['a']).toBe(masked.data['b']);
  expect(masked.data['a']).toBe(masked.stringData['d']);
  expect(masked.data['a']).not.toBe(masked.data['c']);
});

it('masks values that are no text, and Secrets in lists', () => {
  const list = { apiVersion: 'v1', kind: 'SecretList', metadata: {}, items: [{ metadata: { name: 'a' }, data: { pin: 1234 } }] };
  expect(JSON.stringify(maskSecrets(list, digest))).not.toContain('1234');
  expect(JSON.stringify(maskSecrets({ apiVersion: 'v1', kind: 'List', items: [secret({ data: { a: 'c2VjcmV0' } })] }, digest))).not.toContain('c2VjcmV0');
});

it('leaves other kinds alone, also another kind called Secret', () => {
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'b' } };
  expect(maskSecrets(map, digest)).toBe(map);
  const other = { apiVersion: 'example.com/v1', kind: 'Secret', metadata: { name: 'a' }, data: { a: 'b' } };
  expect(maskSecrets(other, digest)).toBe(other);
});

it('changes no original and no prototype', () => {
  const original = secret({ data: JSON.parse('{"__proto__": "cG9sbHV0ZWQ="}') as object });
  const masked = maskSecrets(original, digest);
  expect(Object.keys(masked['data'] as object)).toEqual(['__proto__']);
  expect(JSON.stringify(original)).toContain('cG9sbHV0ZWQ=');
});

it('masks changes: one value, all data, the annotation, a whole new Secret', () => {
  const before = secret({ data: { a: 'b2xk' } });
  const after = secret({ data: { a: 'bmV3', b: 'bmV3' }, stringData: { c: 'plain' } }, { [LAST_APPLIED]: 'bmV3' });
  for (const changes of [diffObjects(before, after), diffObjects(undefined, after), diffObjects(after, undefined), diffObjects(secret({}), after)]) {
    const masked = maskChanges(changes, after, digest);
    expect(masked).toHaveLength(changes.length);
    expect(JSON.stringify(masked)).not.toMatch(/bmV3|b2xk|plain/);
  }
  const [changed] = maskChanges(diffObjects(before, after), after, digest).filter((change) => change.path === 'data.a');
  expect(changed?.before).not.toBe(changed?.after);
});

it.each(['', 'a', 'ab', 'abc', 'é€😀', '\uD800'])('encodes %j as Node does', (text) => {
  expect(toBase64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
});
