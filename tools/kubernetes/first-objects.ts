import type { ClusterPlan } from './cluster-options.ts';

export interface ObjectToCreate {
  readonly path: string;
  readonly body: object;
}

const core = '/api/v1';
const rbac = '/apis/rbac.authorization.k8s.io/v1';
export const adminAccount = { namespace: 'kube-system', name: 'hyperkuber-admin' } as const;
export const limitedAccount = { namespace: 'default', name: 'limited' } as const;

/** What a cluster holds before anyone uses it: nodes, storage and two accounts. */
export const firstObjects = (plan: ClusterPlan): ObjectToCreate[] => [
  ...numbers(plan.nodes).map((number) => node(plan, number)),
  storageClass,
  // No provisioner runs, so volumes wait ready-made; kwok hands a released one out again.
  ...numbers(12).map((number) => volume(`standard-${number}`, '10Gi')),
  ...numbers(4).map((number) => volume(`standard-large-${number}`, '100Gi')),
  account(adminAccount),
  account(limitedAccount),
  {
    path: `${rbac}/clusterrolebindings`,
    body: { metadata: { name: adminAccount.name }, roleRef: clusterRole('cluster-admin'), subjects: [subject(adminAccount)] },
  },
  {
    path: `${rbac}/namespaces/${limitedAccount.namespace}/rolebindings`,
    body: { metadata: { name: 'limited-view' }, roleRef: clusterRole('view'), subjects: [subject(limitedAccount)] },
  },
];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function node(plan: ClusterPlan, number: number): ObjectToCreate {
  const name = `${plan.name}-node-${number}`;
  const resources = { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '100Gi' };
  const labels = {
    'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64',
    'node.kubernetes.io/instance-type': 'simulated', 'topology.kubernetes.io/region': 'local',
    'topology.kubernetes.io/zone': `local-${'abc'.charAt((number - 1) % 3)}`,
  };
  return { path: `${core}/nodes`, body: { metadata: { name, labels }, status: { allocatable: resources, capacity: resources } } };
}

const storageClass: ObjectToCreate = {
  path: '/apis/storage.k8s.io/v1/storageclasses',
  body: {
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer', reclaimPolicy: 'Retain',
  },
};

const volume = (name: string, storage: string): ObjectToCreate => ({
  path: `${core}/persistentvolumes`,
  body: {
    metadata: { name },
    spec: {
      capacity: { storage }, accessModes: ['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany'], storageClassName: 'standard',
      persistentVolumeReclaimPolicy: 'Retain', csi: { driver: 'simulated.hyperkuber.io', volumeHandle: name },
    },
  },
});

interface AccountName {
  readonly namespace: string;
  readonly name: string;
}

const account = ({ namespace, name }: AccountName): ObjectToCreate => ({ path: `${core}/namespaces/${namespace}/serviceaccounts`, body: { metadata: { name } } });
const subject = ({ namespace, name }: AccountName): object => ({ kind: 'ServiceAccount', namespace, name });
const clusterRole = (name: string): object => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name });
