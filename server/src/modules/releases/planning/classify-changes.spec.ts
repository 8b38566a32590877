import type { KubeObject } from '@hyperkuber/kube';
import { classifyChanges } from './classify-changes.js';

const digest = (text: string): string => Buffer.from(text).toString('hex').padEnd(8, '0');
const owned = (manager: string, fields: Record<string, unknown>) => ({ manager, operation: manager === 'hyperkuber-release' ? 'Apply' : 'Update', fieldsV1: { 'f:data': Object.fromEntries(Object.keys(fields).map((key) => [`f:${key}`, {}])) } });
const object = (data: Record<string, string>, ours: Record<string, unknown> = {}, theirs: Record<string, unknown> = {}, kind = 'ConfigMap'): KubeObject =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'a', managedFields: [owned('hyperkuber-release', ours), owned('somebody', theirs)] }, data });

describe('a change', () => {
  it('is ours when the intent changed', () => {
    const live = object({ a: '1' }, { a: '' });
    const changes = classifyChanges({ live, predicted: object({ a: '2' }, { a: '' }), base: object({ a: '1' }), intent: object({ a: '2' }) }, digest);
    expect(changes).toContainEqual({ path: 'data.a', before: '1', after: '2', class: 'ours' });
  });

  it('is drift when the intent stayed and somebody changed the field', () => {
    const changes = classifyChanges({ live: object({ a: 'tampered' }, { a: '' }), predicted: object({ a: '1' }, { a: '' }), base: object({ a: '1' }), intent: object({ a: '1' }) }, digest);
    expect(changes).toContainEqual({ path: 'data.a', before: 'tampered', after: '1', class: 'drift' });
  });

  it('is ours when a field goes that only we had', () => {
    const changes = classifyChanges({ live: object({ a: '1', b: '2' }, { a: '', b: '' }), predicted: object({ a: '1' }, { a: '' }), base: object({ a: '1', b: '2' }), intent: object({ a: '1' }) }, digest);
    expect(changes).toContainEqual({ path: 'data.b', before: '2', class: 'ours' });
  });

  it('is admission\'s when nobody of us owns the field', () => {
    const changes = classifyChanges({ live: object({ a: '1' }, { a: '' }), predicted: object({ a: '1', injected: 'x' }, { a: '' }), base: object({ a: '1' }), intent: object({ a: '1' }) }, digest);
    expect(changes).toContainEqual({ path: 'data.injected', after: 'x', class: 'webhook' });
  });

  it('leaves the fields of others alone and says so', () => {
    const live = object({ a: '1', theirs: 'x' }, { a: '' }, { theirs: '' });
    const changes = classifyChanges({ live, predicted: live, base: object({ a: '1' }), intent: object({ a: '1' }) }, digest);
    expect(changes).toEqual([{ path: 'data.theirs', class: 'foreign' }]);
  });

  it('shows no value of a Secret', () => {
    const changes = classifyChanges({ live: object({ a: 'b2xk' }, { a: '' }, {}, 'Secret'), predicted: object({ a: 'bmV3' }, { a: '' }, {}, 'Secret'), base: undefined, intent: object({ a: 'bmV3' }, {}, {}, 'Secret') }, digest);
    expect(changes[0]?.before).toMatch(/^\*\*\*[0-9a-f]{8}$/);
    expect(JSON.stringify(changes)).not.toContain('bmV3');
  });
});
