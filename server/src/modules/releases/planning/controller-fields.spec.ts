import type { KubeObject } from '@hyperkuber/kube';
import { withoutControllerFields } from './controller-fields.js';

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
