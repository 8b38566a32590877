import { appendFile } from 'node:fs/promises';
import { run, type RunResult } from '../services/run.ts';
import type { SupervisedGroup } from '../services/process/supervised-group.ts';
import type { ApiConnection } from './api-connection.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import { apiServer, type ControlPlaneOrder } from './control-plane.ts';
import { logLine } from './kwok/container-log.ts';
import type { ClusterPrograms } from './programs/cluster-programs.ts';
import { apiServerReady } from './readiness.ts';

export interface ClusterAccess {
  readonly adminKubeconfig: string;
  readonly adminToken: string;
  readonly limitedKubeconfig: string;
}

/** A cluster that answers, and what a test may do to it. */
export class RunningCluster {
  readonly name: string;
  readonly server: string;
  readonly caPem: string;
  /** Client certificate of `kubernetes-admin`, everything inline. */
  readonly adminKubeconfig: string;
  readonly adminKubeconfigPath: string;
  /** Token of a service account bound to cluster-admin. */
  readonly adminToken: string;
  /** Token of a service account that may only view the namespace `default`. */
  readonly limitedKubeconfig: string;
  /** JSON lines, one per finished request. */
  readonly auditLogPath: string;
  readonly dataDir: string;
  /** Paths of the programs, for a test that wants a kubectl of its own. */
  readonly programs: ClusterPrograms;
  private readonly order: ControlPlaneOrder;
  private readonly group: SupervisedGroup;
  private readonly connection: ApiConnection;
  private readonly folder: ClusterFolder;

  constructor(order: ControlPlaneOrder, access: ClusterAccess, group: SupervisedGroup, connection: ApiConnection) {
    this.order = order;
    this.group = group;
    this.connection = connection;
    this.folder = order.folder;
    this.name = order.plan.name;
    this.server = order.folder.server;
    this.caPem = order.folder.caPem;
    this.adminKubeconfig = access.adminKubeconfig;
    this.adminToken = access.adminToken;
    this.limitedKubeconfig = access.limitedKubeconfig;
    this.adminKubeconfigPath = order.folder.adminKubeconfigPath;
    this.auditLogPath = order.folder.auditLogPath;
    this.dataDir = order.folder.root;
    this.programs = order.programs;
  }

  /** Runs kubectl as admin; `input` goes to its standard input, for `apply -f -`. */
  kubectl(args: readonly string[], input?: string): Promise<RunResult> {
    const environment = { PATH: process.env['PATH'], HOME: this.folder.path('home'), KUBECONFIG: this.adminKubeconfigPath };
    return run(this.programs.kubectl, args, { environment, timeoutMs: 60_000, ...(input === undefined ? {} : { input }) });
  }

  /** Adds a line to what every container logs; a followed log shows it at once. */
  async appendLog(line: string): Promise<void> {
    await appendFile(this.folder.containerLogPath, logLine(new Date(), line));
  }

  /** Where Prometheus finds what a node, its pods and its containers seem to use; plain http on the loopback. */
  metricsUrl(node: string): string {
    return `http://127.0.0.1:${this.order.ports.kubelet}/metrics/nodes/${node}/metrics/resource`;
  }

  /** The API server keeps its connections open and answers nothing. */
  pause(): void {
    this.group.signal('kube-apiserver', 'SIGSTOP');
  }

  resume(): void {
    this.group.signal('kube-apiserver', 'SIGCONT');
  }

  /** The API server is gone: connections are refused until `restart`. */
  async kill(): Promise<void> {
    await this.group.kill('kube-apiserver');
  }

  /** The API server comes back at the same address with the same data. */
  async restart(): Promise<void> {
    await this.group.kill('kube-apiserver');
    await this.group.start(apiServer(this.order));
    await apiServerReady({ connection: this.connection, demandRunning: () => this.group.demandRunning('kube-apiserver') });
  }

  /** Ends every program of the cluster and removes its data. */
  async stop(): Promise<void> {
    this.connection.close();
    await this.group.stop();
  }
}
