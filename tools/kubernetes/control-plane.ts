import type { ProgramStart } from '../services/process/messages.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import type { ClusterPlan } from './cluster-options.ts';
import type { ClusterPorts } from './cluster-ports.ts';
import type { ClusterPrograms } from './programs/cluster-programs.ts';

export interface ControlPlaneOrder {
  readonly plan: ClusterPlan;
  readonly folder: ClusterFolder;
  readonly ports: ClusterPorts;
  readonly programs: ClusterPrograms;
}

/** A Go program keeps less memory when told to collect earlier; these run many at a time on small machines. */
const frugal = { GOGC: '60' } as const;

export function etcd({ folder, ports, programs }: ControlPlaneOrder): ProgramStart {
  const client = `http://127.0.0.1:${ports.etcd}`;
  // A single member never talks to a peer: any port to listen on will do, and the advertised one is only a name.
  const peer = 'http://127.0.0.1:2380';
  return program(folder, 'etcd', programs.etcd, [
    `--data-dir=${folder.path('etcd')}`, '--name=default', '--unsafe-no-fsync', '--log-level=error', '--snapshot-count=5000',
    `--listen-client-urls=${client}`, `--advertise-client-urls=${client}`,
    '--listen-peer-urls=http://127.0.0.1:0', `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`,
  ]);
}

export function apiServer(order: ControlPlaneOrder): ProgramStart {
  const { folder, ports, programs, plan } = order;
  return program(folder, 'kube-apiserver', programs['kube-apiserver'], [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${ports.apiServer}`,
    // The endpoint reconciler refuses a loopback address and ends the program.
    '--endpoint-reconciler-type=none',
    `--tls-cert-file=${folder.path('server.crt')}`, `--tls-private-key-file=${folder.path('server.key')}`,
    `--client-ca-file=${folder.path('ca.crt')}`, '--authorization-mode=Node,RBAC', '--allow-privileged=true',
    ...serviceAccountFlags(folder), ...kubeletFlags(folder), ...auditFlags(folder),
    '--service-cluster-ip-range=10.0.0.0/16', '--profiling=false', '--delete-collection-workers=1', '--event-ttl=2h',
    ...plan.apiServerFlags,
  ]);
}

export function controllerManager({ folder, programs }: ControlPlaneOrder): ProgramStart {
  return program(folder, 'kube-controller-manager', programs['kube-controller-manager'], [
    `--kubeconfig=${folder.path('kube-controller-manager.kubeconfig')}`, '--use-service-account-credentials', '--leader-elect=false', '--secure-port=0',
    `--cluster-signing-cert-file=${folder.path('ca.crt')}`, `--cluster-signing-key-file=${folder.path('ca.key')}`,
    `--root-ca-file=${folder.path('ca.crt')}`, `--service-account-private-key-file=${folder.path('service-account.key')}`,
    '--kube-api-qps=200', '--kube-api-burst=400', '--profiling=false',
    '--controllers=*,-node-ipam-controller,-legacy-serviceaccount-token-cleaner-controller,-storage-version-migrator-controller',
  ]);
}

export function scheduler({ folder, programs }: ControlPlaneOrder): ProgramStart {
  return program(folder, 'kube-scheduler', programs['kube-scheduler'], [
    `--kubeconfig=${folder.path('kube-scheduler.kubeconfig')}`, '--leader-elect=false', '--secure-port=0', '--profiling=false',
    '--kube-api-qps=200', '--kube-api-burst=400',
  ]);
}

export function kwok({ folder, ports }: ControlPlaneOrder): ProgramStart {
  return {
    ...program(folder, 'kwok', folder.kwokProgram, [
      `--kubeconfig=${folder.kwok}/kubeconfig`, `--config=${folder.kwok}/kwok.yaml`,
      '--manage-all-nodes', '--cidr=10.244.0.0/16', '--node-ip=127.0.0.1', `--node-port=${ports.kubelet}`, `--server-address=127.0.0.1:${ports.kubelet}`,
      `--tls-cert-file=${folder.kwok}/serving.crt`, `--tls-private-key-file=${folder.kwok}/serving.key`, '--v=WARN',
    ]),
    folder: folder.workFolder,
    // Commands of `kubectl exec` inherit this: nothing of the developer's own environment may be in it.
    environment: { ...frugal, PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder.workFolder, LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    ...(folder.kwokUserId === undefined ? {} : { userId: folder.kwokUserId, groupId: folder.kwokUserId }),
  };
}

const serviceAccountFlags = (folder: ClusterFolder): string[] => [
  '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
  `--service-account-key-file=${folder.path('service-account.pub')}`,
  `--service-account-signing-key-file=${folder.path('service-account.key')}`,
];

const kubeletFlags = (folder: ClusterFolder): string[] => [
  `--kubelet-certificate-authority=${folder.path('ca.crt')}`,
  `--kubelet-client-certificate=${folder.path('kubelet-client.crt')}`, `--kubelet-client-key=${folder.path('kubelet-client.key')}`,
  '--kubelet-preferred-address-types=InternalIP',
];

// One file for the whole life of the cluster, so a test may read it from any offset.
const auditFlags = (folder: ClusterFolder): string[] => [
  `--audit-policy-file=${folder.path('audit-policy.yaml')}`, `--audit-log-path=${folder.auditLogPath}`, '--audit-log-maxsize=0',
];

const program = (folder: ClusterFolder, id: string, command: string, args: readonly string[]): ProgramStart => ({
  id, command, args, folder: folder.root,
  logPath: folder.path(`log/${id}.log`),
  environment: { ...frugal, PATH: '/usr/bin:/bin', HOME: folder.path('home') },
});
