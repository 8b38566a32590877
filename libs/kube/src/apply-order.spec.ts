import { applyOrder, pruneOrder } from './apply-order.js';
import type { KubeObject } from './kube-object.js';

const object = (apiVersion: string, kind: string, name = 'a', annotations: Record<string, string> = {}): KubeObject => ({ apiVersion, kind, metadata: { name, annotations } });
const names = (groups: KubeObject[][]): string[][] => groups.map((group) => group.map(({ kind, metadata }) => `${kind}/${metadata.name}`));

it('puts what others need first and webhooks last', () => {
  const shuffled = [
    object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'), object('example.com/v1', 'Database'), object('apiregistration.k8s.io/v1', 'APIService'),
    object('gateway.networking.k8s.io/v1', 'HTTPRoute'), object('networking.k8s.io/v1', 'Ingress'), object('batch/v1', 'CronJob'), object('apps/v1', 'StatefulSet'),
    object('autoscaling/v2', 'HorizontalPodAutoscaler'), object('apps/v1', 'Deployment'), object('v1', 'Service'), object('rbac.authorization.k8s.io/v1', 'RoleBinding'),
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), object('v1', 'PersistentVolumeClaim'), object('v1', 'ConfigMap'), object('v1', 'Secret'),
    object('v1', 'ServiceAccount'), object('policy/v1', 'PodDisruptionBudget'), object('v1', 'LimitRange'), object('networking.k8s.io/v1', 'NetworkPolicy'), object('v1', 'Namespace'),
  ];
  expect(applyOrder(shuffled).map((group) => group[0]?.kind)).toEqual([
    'Namespace', 'NetworkPolicy', 'LimitRange', 'PodDisruptionBudget', 'ServiceAccount', 'Secret', 'ConfigMap', 'PersistentVolumeClaim', 'CustomResourceDefinition',
    'RoleBinding', 'Service', 'Deployment', 'HorizontalPodAutoscaler', 'StatefulSet', 'CronJob', 'Ingress', 'HTTPRoute', 'APIService', 'Database', 'ValidatingWebhookConfiguration',
  ]);
});

it('treats a kind of the same name in another group as a custom resource', () => {
  expect(names(applyOrder([object('serving.knative.dev/v1', 'Service'), object('v1', 'Service')]))).toEqual([['Service/a'], ['Service/a']]);
});

it.each(['hyperkuber.io/wave', 'argocd.argoproj.io/sync-wave', 'helm.sh/hook-weight'])('puts waves of %s before kinds', (annotation) => {
  const early = object('apps/v1', 'Deployment', 'early', { [annotation]: '-1' });
  const late = object('v1', 'Namespace', 'late', { [annotation]: '5' });
  expect(names(applyOrder([late, object('v1', 'Secret', 'now'), early]))).toEqual([['Deployment/early'], ['Secret/now'], ['Namespace/late']]);
});

it('prefers our own wave and ignores what is no number', () => {
  const both = object('v1', 'Secret', 'both', { 'hyperkuber.io/wave': '2', 'argocd.argoproj.io/sync-wave': '-2' });
  const odd = object('v1', 'Secret', 'odd', { 'hyperkuber.io/wave': 'first' });
  expect(names(applyOrder([both, odd]))).toEqual([['Secret/odd'], ['Secret/both']]);
});

it('keeps the order given inside a group, and prunes in reverse', () => {
  const objects = [object('v1', 'Secret', 'b'), object('v1', 'Secret', 'a'), object('v1', 'Namespace', 'n')];
  expect(names(applyOrder(objects))).toEqual([['Namespace/n'], ['Secret/b', 'Secret/a']]);
  expect(names(pruneOrder(objects))).toEqual([['Secret/a', 'Secret/b'], ['Namespace/n']]);
});
