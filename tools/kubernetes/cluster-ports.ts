import { freePort } from '../services/process/free-port.ts';

export interface ClusterPorts {
  readonly etcd: number;
  readonly apiServer: number;
  readonly kubelet: number;
}

export async function chooseClusterPorts(): Promise<ClusterPorts> {
  return { etcd: await freePort(), apiServer: await freePort(), kubelet: await freePort() };
}
