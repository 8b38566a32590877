import { groupOf, type KubeObject, stringAt } from '@hyperkuber/kube';
import type { ActorPolicy } from '../../../access/actor-policy.js';
import { inWords, type KubeTuple, kubeTuple } from '../../../access/tuple.js';
import type { ObjectKind } from '../cluster-access.js';

interface Place {
  readonly cluster: string;
  readonly kind: ObjectKind;
  readonly namespace: string;
  readonly name: string;
}

const tuple = (verb: string, { cluster, kind, namespace, name }: Place): KubeTuple =>
  kubeTuple({ verb, apiGroup: kind.group, resource: kind.resource, cluster, namespace, name });

/** Who grants rights must hold the right to grant them: the platform's credential is strong, so the cluster will not refuse for us. */
const grantingTuples = (cluster: string, object: KubeObject): KubeTuple[] => {
  if (groupOf(object) !== 'rbac.authorization.k8s.io') return [];
  const namespace = object.metadata.namespace ?? '';
  const rbac = (verb: string, resource: string, name: string, where: string): KubeTuple =>
    kubeTuple({ verb, apiGroup: 'rbac.authorization.k8s.io', resource, cluster, namespace: where, name });
  switch (object.kind) {
    case 'Role': return [rbac('escalate', 'roles', object.metadata.name, namespace)];
    case 'ClusterRole': return [rbac('escalate', 'clusterroles', object.metadata.name, '')];
    default: {
      const isLocal = stringAt(object, 'roleRef', 'kind') === 'Role';
      return [rbac('bind', isLocal ? 'roles' : 'clusterroles', stringAt(object, 'roleRef', 'name') ?? '', isLocal ? namespace : '')];
    }
  }
};

/** Server-side apply reads, and creates or patches: all three are asked, whatever it comes to. A create is never asked by name. */
export const rightsToApply = (cluster: string, kind: ObjectKind, object: KubeObject, isForced = false): KubeTuple[] => {
  const place = { cluster, kind, namespace: object.metadata.namespace ?? '', name: object.metadata.name };
  const force = isForced ? [tuple('force', place)] : [];
  return [tuple('get', place), tuple('create', { ...place, name: '' }), tuple('patch', place), ...force, ...grantingTuples(cluster, object)];
};

export const rightsToRemove = (cluster: string, kind: ObjectKind, namespace: string, name: string): KubeTuple[] => {
  const place = { cluster, kind, namespace, name };
  return [tuple('get', place), tuple('delete', place)];
};

export const mayListPods = (policy: ActorPolicy, cluster: string, namespace: string): boolean =>
  policy.decide(kubeTuple({ verb: 'list', resource: 'pods', cluster, namespace })).allowed;

/** The first thing that is not allowed, in words; undefined when all is. */
export const refusalOf = (policy: ActorPolicy, tuples: readonly KubeTuple[], clusterName: string): string | undefined => {
  const refused = tuples.find((one) => !policy.decide(one).allowed);
  return refused === undefined ? undefined : `You may not ${inWords(refused).replace(`cluster ${refused.cluster}`, clusterName)}.`;
};
