import type { KubeObject } from '@hyperkuber/kube';
import { compilePolicy } from '../../../access/policy.js';
import { ActorPolicy } from '../../../access/actor-policy.js';
import { BUILT_IN_ROLES } from '../../../access/roles.js';
import { FakeCluster } from '../testing/fake-cluster.js';
import { person } from '../testing/release-harness.js';
import type { InventoryRecord } from '../persistence/inventory.repository.js';
import { inPruneOrder, planRemoval } from './plan-removals.js';

const ownership = { applicationName: 'shop', namespace: 'blue' };
const OURS = { 'hyperkuber.io/application': 'shop', 'hyperkuber.io/release-target': 'blue' };
const row = (more: Partial<InventoryRecord> = {}): InventoryRecord => ({
  id: 'r', clusterId: 'c', apiGroup: '', kind: 'ConfigMap', namespace: 'blue', name: 'a', apiVersion: 'v1', uid: '', applicationId: 'app', targetNamespace: 'blue',
  intentHash: '', createdByUs: true, revision: 1, updatedAt: new Date(0), ...more,
});
const object = (metadata: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'blue', labels: OURS, ...metadata } });

describe('the removal of an object', () => {
  const policyOf = (roleId?: string): ActorPolicy => {
    const grants = roleId === undefined ? [] : [{ bindingId: 'b', roleId, scope: { kind: 'platform' as const } }];
    return new ActorPolicy(person('ann'), '1', compilePolicy(grants, BUILT_IN_ROLES, new Date(0)));
  };
  const plan = async (live: KubeObject | undefined, inventory: InventoryRecord, roleId: string | undefined = 'platform-admin') => {
    const cluster = new FakeCluster('east');
    if (live !== undefined) cluster.put(live);
    return (await planRemoval(inventory, { cluster, policy: policyOf(roleId), ownership, signal: new AbortController().signal })).plan;
  };

  it('is refused without the right to delete', async () => expect(await plan(object(), row(), 'platform-auditor')).toMatchObject({ action: 'refused', code: 'namespace-denied' }));
  it('is a delete when it is ours', async () => expect(await plan(object(), row())).toMatchObject({ action: 'delete', confirmation: null }));
  it('is nothing when it is gone', async () => expect(await plan(undefined, row())).toMatchObject({ action: 'unchanged', code: 'gone' }));
  it('is nothing when our labels are gone', async () => expect(await plan(object({ labels: {} }), row())).toMatchObject({ action: 'unchanged', code: 'not-ours' }));
  it('is nothing when another object has the name', async () => expect(await plan(object(), row({ uid: 'another' }))).toMatchObject({ action: 'unchanged', code: 'not-ours' }));
  it('is nothing when an annotation says so', async () => {
    expect(await plan(object({ annotations: { 'hyperkuber.io/prune': 'disabled' } }), row())).toMatchObject({ action: 'unchanged', code: 'kept' });
  });

  it('comes for users of a thing before the thing', () => {
    const rows = [row({ kind: 'ConfigMap', name: 'settings' }), row({ kind: 'Deployment', apiVersion: 'apps/v1', apiGroup: 'apps', name: 'web' }), row({ kind: 'Service', name: 'web' })];
    expect(inPruneOrder(rows).map(({ kind }) => kind)).toEqual(['Deployment', 'Service', 'ConfigMap']);
  });
});
