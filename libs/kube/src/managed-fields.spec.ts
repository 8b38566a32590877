import type { KubeObject } from './kube-object.js';
import { fieldsOwnedBy, managersOf, ownersOf } from './managed-fields.js';
import { stripServerFields, withoutManagedFields } from './server-fields.js';

const object: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    finalizers: ['a/b'],
    managedFields: [
      {
        manager: 'hyperkuber-release', operation: 'Apply', time: '2024-01-01T00:00:00Z', fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { 'f:app.kubernetes.io/name': {} }, 'f:finalizers': { '.': {}, 'v:"a/b"': {} } },
          'f:spec': { 'f:selector': {}, 'f:template': { 'f:spec': { 'f:containers': {
            'k:{"name":"web"}': { '.': {}, 'f:name': {}, 'f:image': {}, 'f:ports': { 'k:{"containerPort":8080,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } } },
          } } } },
        },
      },
      { manager: 'kubectl-edit', operation: 'Update', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
      { manager: 'controller', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': { 'f:conditions': { '.': {}, 'k:{"type":"Ready"}': { '.': {} } } } } },
      { manager: 'odd', operation: 'Update', fieldsV1: { 'k:not json': {} } },
    ],
  },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'web', image: 'a', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }] } } },
  status: { conditions: [{ type: 'Ready' }] },
};

it('names owned fields as a comparison names them', () => {
  expect([...fieldsOwnedBy(object, 'hyperkuber-release')]).toEqual([
    'metadata.labels["app.kubernetes.io/name"]',
    'metadata.finalizers[a/b]',
    'spec.selector',
    'spec.template.spec.containers[web].name',
    'spec.template.spec.containers[web].image',
    'spec.template.spec.containers[web].ports[http].containerPort',
  ]);
  expect([...fieldsOwnedBy(object, 'controller')]).toEqual(['status.conditions[Ready]']);
  expect(fieldsOwnedBy(object, 'hyperkuber-release', 'Update').size).toBe(0);
});

it.each<[string, string[]]>([
  ['spec.replicas', ['kubectl-edit']],
  ['spec.template.spec.containers[web].image', ['hyperkuber-release']],
  ['spec.selector.matchLabels.app', ['hyperkuber-release']],
  ['metadata.finalizers', ['hyperkuber-release']],
  ['spec', ['hyperkuber-release', 'kubectl-edit']],
  ['spec.replicasX', []],
])('%s is owned by %j', (path, managers) => {
  expect(ownersOf(object, path).map((owner) => owner.manager)).toEqual(managers);
});

it('tells operation, subresource and time', () => {
  expect(ownersOf(object, 'status')).toEqual([{ manager: 'controller', operation: 'Update', subresource: 'status', time: '' }]);
  expect(managersOf(object)).toEqual(['hyperkuber-release', 'kubectl-edit', 'controller', 'odd']);
});

it('strips what the server wrote and leaves the original alone', () => {
  expect(stripServerFields(object)).not.toHaveProperty('status');
  expect(stripServerFields(object).metadata).toEqual({ name: 'web', finalizers: ['a/b'] });
  expect(withoutManagedFields(object)).toHaveProperty('status');
  expect(withoutManagedFields(object).metadata).not.toHaveProperty('managedFields');
  expect(object.metadata.managedFields).toHaveLength(4);
});
