import type { KubeObject } from '@hyperkuber/kube';
import { intentsOf, kindKey, kindsDefinedBy } from './intents.js';

const target = { applicationName: 'shop', namespace: 'blue' };
const configMaps = { group: '', version: 'v1', resource: 'configmaps', namespaced: true };
const clusterRoles = { group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterroles', namespaced: false };
const kinds = new Map([
  ['v1 ConfigMap', configMaps], ['v1 Secret', { ...configMaps, resource: 'secrets' }], ['rbac.authorization.k8s.io/v1 ClusterRole', clusterRoles],
]);
const configMap = (metadata: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata } });
const intent = (object: KubeObject) => intentsOf([object], target, kinds)[0]!;

describe('the intent of an object', () => {
  it('takes the namespace of the target when it names none', () => expect(intent(configMap()).object.metadata.namespace).toBe('blue'));
  it('keeps a namespace that it names', () => expect(intent(configMap({ namespace: 'green' })).object.metadata.namespace).toBe('green'));

  it('has no namespace when its kind has none', () => {
    const { object } = intent({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a', namespace: 'oops' } });
    expect(object.metadata.namespace).toBeUndefined();
  });

  it('is labelled as the target\'s, beside its own labels', () => {
    expect(intent(configMap({ labels: { app: 'web' } })).object.metadata.labels).toEqual({ app: 'web', 'hyperkuber.io/application': 'shop', 'hyperkuber.io/release-target': 'blue' });
  });

  it('holds nothing that changes from release to release', () => expect(intent(configMap()).intentHash).toBe(intent(configMap()).intentHash));

  it('writes stringData as data, so that a second plan sees no difference', () => {
    const { object } = intent({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { one: 'MQ==' }, stringData: { two: '2' } });
    expect(object).toMatchObject({ data: { one: 'MQ==', two: 'Mg==' } });
    expect(object).not.toHaveProperty('stringData');
  });

  it('leaves to controllers what they write', () => {
    expect(intent(configMap({ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } })).object.metadata).not.toHaveProperty('annotations');
  });

  it('knows a kind whose definition comes with it, and no other', () => {
    const definition: KubeObject = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'cups.example.org' },
      spec: { group: 'example.org', scope: 'Cluster', names: { kind: 'Cup', plural: 'cups' }, versions: [{ name: 'v1' }] } };
    const cup: KubeObject = { apiVersion: 'example.org/v1', kind: 'Cup', metadata: { name: 'blue' } };
    expect(kindsDefinedBy([definition]).get(kindKey(cup))).toEqual({ group: 'example.org', version: 'v1', resource: 'cups', namespaced: false });
    expect(intentsOf([definition, cup], target, kinds)[1]).toMatchObject({ isDefinedHere: true });
    expect(intentsOf([cup], target, kinds)[0]?.kind).toBeUndefined();
  });
});
