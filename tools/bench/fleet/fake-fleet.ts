import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Authority } from '../../kubernetes/certificates.ts';
import { kubeconfig } from '../../kubernetes/kubeconfig.ts';
import { ToolError } from '../../services/tool-error.ts';
import type { FleetNews, FleetOrder } from './messages.ts';

export interface FleetOptions {
  readonly count: number;
  readonly serviceMs: number;
  readonly namespaces: readonly string[];
}

export type FleetCounts = Pick<FleetNews, 'requests' | 'connections'>;

export interface FakeCluster {
  readonly name: string;
  readonly kubeconfig: string;
}

/** Fake clusters in a process of their own. */
export class FakeFleet {
  readonly clusters: readonly FakeCluster[];
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, clusters: readonly FakeCluster[]) {
    this.child = child;
    this.clusters = clusters;
  }

  static async start({ count, serviceMs, namespaces }: FleetOptions): Promise<FakeFleet> {
    const authority = await Authority.create('fake-fleet');
    const pair = await authority.issue({ commonName: 'kube-apiserver', serverNames: [{ type: 'dns', value: 'localhost' }, { type: 'ip', value: '127.0.0.1' }] });
    const child = fork(join(import.meta.dirname, 'fleet-process.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: ['--no-warnings'] });
    const { ports } = await ask(child, { kind: 'start', count, serviceMs, namespaces, tls: { cert: pair.certificatePem, key: pair.keyPem } });
    const clusters = ports.map((port, index) => {
      const name = `fake-${String(index + 1).padStart(4, '0')}`;
      return { name, kubeconfig: kubeconfig({ cluster: name, server: `https://127.0.0.1:${port}`, caPem: authority.pem.certificatePem, userName: 'admin', user: { token: 'fake-admin' } }) };
    });
    return new FakeFleet(child, clusters);
  }

  get processId(): number {
    return this.child.pid ?? 0;
  }

  /** Lets one cluster take requests without ever answering, or answer again. */
  async hang(index: number, hangs: boolean): Promise<void> {
    await ask(this.child, { kind: 'hang', index, hangs });
  }

  /** What reached the clusters so far. */
  async counts(): Promise<FleetCounts> {
    const { requests, connections } = await ask(this.child, { kind: 'count' });
    return { requests, connections };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    if (this.child.connected) this.child.disconnect();
    await gone;
  }
}

/** Orders are given one at a time, so the next message is the answer. */
const ask = async (child: ChildProcess, order: FleetOrder): Promise<FleetNews> => {
  if (!child.connected) throw new ToolError('The process with the fake clusters is gone.');
  const answer = once(child, 'message');
  child.send(order);
  const [news] = await answer as [FleetNews];
  return news;
};
