import { groupOf, type KubeObject } from './kube-object.js';
import { stringAt } from './reading.js';

/** Each row may be applied once the rows before it are; what users of a kind need comes first. */
const ORDER: readonly (readonly string[])[] = [
  ['Namespace'],
  ['NetworkPolicy'],
  ['ResourceQuota'],
  ['LimitRange'],
  ['PriorityClass', 'RuntimeClass'],
  ['PodSecurityPolicy', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
  ['PodDisruptionBudget'],
  ['ServiceAccount'],
  ['Secret'],
  ['ConfigMap'],
  ['StorageClass', 'CSIDriver', 'VolumeAttributesClass'],
  ['PersistentVolume'],
  ['PersistentVolumeClaim'],
  ['CustomResourceDefinition'],
  ['ClusterRole'],
  ['ClusterRoleBinding'],
  ['Role'],
  ['RoleBinding'],
  ['Service', 'Endpoints', 'EndpointSlice'],
  ['DaemonSet'],
  ['Pod', 'PodTemplate'],
  ['ReplicationController'],
  ['ReplicaSet'],
  ['Deployment'],
  ['HorizontalPodAutoscaler'],
  ['StatefulSet'],
  ['Job'],
  ['CronJob'],
  ['IngressClass'],
  ['Ingress'],
];

const GATEWAY = ORDER.length;
const API_SERVICE = GATEWAY + 1;
const CUSTOM = GATEWAY + 2;
/** After custom resources: a webhook that is not ready yet must not refuse the rest of its own release. */
const WEBHOOKS = GATEWAY + 3;

const RANKS: ReadonlyMap<string, number> = new Map([
  ...ORDER.flatMap((kinds, rank) => kinds.map((kind): [string, number] => [kind, rank])),
  ['APIService', API_SERVICE],
  ['ValidatingWebhookConfiguration', WEBHOOKS],
  ['MutatingWebhookConfiguration', WEBHOOKS],
]);

const WAVE_ANNOTATIONS = ['hyperkuber.io/wave', 'argocd.argoproj.io/sync-wave', 'helm.sh/hook-weight'];

/** Groups to apply one after another; inside a group the order given is kept. */
export function applyOrder(objects: readonly KubeObject[]): KubeObject[][] {
  const groups = new Map<string, { wave: number; rank: number; objects: KubeObject[] }>();
  for (const object of objects) {
    const wave = waveOf(object);
    const rank = rankOf(object);
    const key = `${wave}/${rank}`;
    const group = groups.get(key) ?? { wave, rank, objects: [] };
    group.objects.push(object);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.wave - b.wave || a.rank - b.rank).map((group) => group.objects);
}

export function pruneOrder(objects: readonly KubeObject[]): KubeObject[][] {
  return applyOrder(objects).reverse().map((group) => group.reverse());
}

/** What is no whole number counts as wave 0, as if the annotation were not there. */
export function waveOf(object: KubeObject): number {
  const texts = WAVE_ANNOTATIONS.map((name) => stringAt(object, 'metadata', 'annotations', name)?.trim());
  const text = texts.find((value) => value !== undefined);
  return text !== undefined && /^[-+]?\d{1,9}$/.test(text) ? Number(text) + 0 : 0;
}

function rankOf(object: KubeObject): number {
  const group = groupOf(object);
  if (group === 'gateway.networking.k8s.io') return GATEWAY;
  return (isBuiltInGroup(group) ? RANKS.get(object.kind) : undefined) ?? CUSTOM;
}

/** Groups of others hold kinds called Service or Ingress too; those are custom resources. */
function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}
