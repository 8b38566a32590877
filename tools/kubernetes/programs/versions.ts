export const versions = { kubernetes: '1.37.2', etcd: '3.7.3', kwok: '0.8.0', helm: '4.3.1' } as const;

export const programNames = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'kwok'] as const;
export type ClusterProgramName = (typeof programNames)[number];
export type ProgramName = ClusterProgramName | 'helm';
