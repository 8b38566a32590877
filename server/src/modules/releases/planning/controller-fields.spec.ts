import type { KubeObject } from '@hyperkuber/kube';
import { withoutControllerFields, withoutScaledReplicas } from './controller-fields.js';

const RBAC = 'rbac.authorization.k8s.io/v1';
const annotated = (annotations: Record<string, string>): KubeObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', annotations } });

describe('what controllers write themselves', () => {
  it('is not applied where an exported manifest carries it, or the second plan would be a conflict', () => {
    const exported = annotated({ 'deployment.kubernetes.io/revision': '3', 'kubectl.kubernetes.io/last-applied-configuration': '{}', owner: 'team' });
    expect(withoutControllerFields(exported).metadata.annotations).toEqual({ owner: 'team' });
  });

  it('leaves no empty annotations behind', () => {
    expect(withoutControllerFields(annotated({ 'pv.kubernetes.io/bind-completed': 'yes' })).metadata).toEqual({ name: 'a' });
  });

  it('are the rules of a role that is put together from others', () => {
    const role: KubeObject = { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'a' }, aggregationRule: { clusterRoleSelectors: [] }, rules: [] };
    expect(withoutControllerFields(role)).not.toHaveProperty('rules');
  });

  it.each<[string, KubeObject]>([
    ['a role with rules of its own', { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'a' }, rules: [] }],
    ['another kind with such fields', { apiVersion: 'example.org/v1', kind: 'ClusterRole', metadata: { name: 'a' }, aggregationRule: {}, rules: [] }],
    ['other annotations', annotated({ 'kubectl.kubernetes.io/restartedAt': 'now' })],
  ])('does not touch %s', (_name, object) => expect(withoutControllerFields(object)).toEqual(object));
});

describe('replicas beside an autoscaler', () => {
  const intent: KubeObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2, paused: false } };
  const scaledBy = (manager: string, subresource: string): KubeObject => ({
    ...intent,
    metadata: { name: 'web', managedFields: [{ manager, operation: 'Update', apiVersion: 'apps/v1', subresource, fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }] },
  });

  it('are left to it once it has set them', () => {
    expect(withoutScaledReplicas(intent, scaledBy('kube-controller-manager', 'scale'))['spec']).toEqual({ paused: false });
  });

  it.each<[string, KubeObject | undefined]>([
    ['the object is not there yet', undefined],
    ['a person scaled it by hand', scaledBy('kubectl', 'scale')],
    ['a controller wrote something else', scaledBy('kube-controller-manager', 'status')],
    ['nobody else owns them', intent],
  ])('are ours when %s', (_name, live) => expect(withoutScaledReplicas(intent, live)).toEqual(intent));
});
