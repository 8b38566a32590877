import { ProgramEnded, SupervisedGroup } from '../services/process/supervised-group.ts';
import { temporaryFolder } from '../services/process/temporary-folder.ts';
import { waitFor } from '../services/process/wait.ts';
import { accountToken } from './account-token.ts';
import { ApiConnection } from './api-connection.ts';
import { writeClusterFolder } from './cluster-folder.ts';
import { planOf, type ClusterOptions, type ClusterPlan } from './cluster-options.ts';
import { chooseClusterPorts } from './cluster-ports.ts';
import { apiServer, controllerManager, etcd, kwok, scheduler, type ControlPlaneOrder } from './control-plane.ts';
import { adminAccount, firstObjects, limitedAccount } from './first-objects.ts';
import { kubeconfig } from './kubeconfig.ts';
import { clusterPrograms, type ClusterPrograms } from './programs/cluster-programs.ts';
import { apiServerReady, defaultAccountPresent, kubeletReady, nodesReady, type Readiness } from './readiness.ts';
import { RunningCluster, type ClusterAccess } from './running-cluster.ts';

/** Starts one cluster and answers when its nodes are ready and its API server accepts work. */
export async function startCluster(options: ClusterOptions = {}): Promise<RunningCluster> {
  const plan = planOf(options);
  const programs = await clusterPrograms();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptStart(plan, programs);
    } catch (cause) {
      // Another program may take a port between the choice and the start; new ports help, nothing else would.
      if (attempt >= 3 || !(cause instanceof ProgramEnded) || !cause.logTail.includes('address already in use')) throw cause;
    }
  }
}

async function attemptStart(plan: ClusterPlan, programs: ClusterPrograms): Promise<RunningCluster> {
  const group = new SupervisedGroup();
  try {
    const root = await temporaryFolder(`cluster-${plan.name}`);
    group.removeAtEnd(root);
    const ports = await chooseClusterPorts();
    const folder = await writeClusterFolder(root, plan, ports, programs);
    const connection = new ApiConnection(folder.server, folder.caPem, folder.admin);
    const order: ControlPlaneOrder = { plan, folder, ports, programs };
    await startPrograms(order, group, connection);
    const access = await openAccess(order, connection);
    group.unref();
    return new RunningCluster(order, access, group, connection);
  } catch (cause) {
    await group.stop();
    throw cause;
  }
}

async function startPrograms(order: ControlPlaneOrder, group: SupervisedGroup, connection: ApiConnection): Promise<void> {
  const demandRunning = async (): Promise<void> => {
    for (const id of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok']) await group.demandRunning(id);
  };
  const readiness: Readiness = { connection, demandRunning };
  await group.start(etcd(order));
  await etcdHealthy(order, demandRunning);
  await group.start(apiServer(order));
  await apiServerReady(readiness);
  for (const { path, body } of firstObjects(order.plan)) await connection.create(path, body);
  await Promise.all([controllerManager(order), kwok(order), scheduler(order)].map((program) => group.start(program)));
  const kubelet = new ApiConnection(`https://127.0.0.1:${order.ports.kubelet}`, order.folder.caPem, order.folder.admin);
  await Promise.all([defaultAccountPresent(readiness), nodesReady(readiness, order.plan.nodes), kubeletReady(kubelet, demandRunning)]);
  kubelet.close();
}

// The API server waits a whole second between its attempts to reach etcd, so it is started when etcd answers.
const etcdHealthy = ({ ports }: ControlPlaneOrder, demandRunning: () => Promise<void>): Promise<true> => waitFor({ what: 'etcd answering', timeoutMs: 20_000, everyMs: 40 }, async () => {
  await demandRunning();
  const response = await fetch(`http://127.0.0.1:${ports.etcd}/health`);
  return response.ok ? true : undefined;
});

async function openAccess({ plan, folder }: ControlPlaneOrder, connection: ApiConnection): Promise<ClusterAccess> {
  const adminToken = await accountToken(connection, adminAccount);
  const limitedToken = await accountToken(connection, limitedAccount);
  const address = { cluster: plan.name, server: folder.server, caPem: folder.caPem };
  return {
    adminToken,
    adminKubeconfig: kubeconfig({ ...address, userName: 'kubernetes-admin', user: { pair: folder.admin } }),
    limitedKubeconfig: kubeconfig({ ...address, userName: limitedAccount.name, user: { token: limitedToken } }),
  };
}
