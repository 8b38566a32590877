import type { ClusterDetail, ClusterSummary } from '@hyperkuber/contracts';
import { startCluster, clusterPrograms, type RunningCluster } from '../kubernetes/index.ts';
import type { Api } from './api.ts';
import { dim, say, seconds } from './terminal.ts';

interface Member {
  readonly name: string;
  readonly environment: 'production' | 'staging' | 'development';
  readonly nodes: number;
  readonly region: string;
  /** How many of its nodes are not ready. */
  readonly broken: number;
}

const FIRST: readonly Member[] = [
  { name: 'prod-eu', environment: 'production', nodes: 5, region: 'eu', broken: 0 },
  { name: 'prod-us', environment: 'production', nodes: 3, region: 'us', broken: 1 },
  { name: 'staging', environment: 'staging', nodes: 2, region: 'eu', broken: 0 },
];

const memberAt = (index: number): Member => FIRST[index] ?? { name: `dev-${index - FIRST.length + 1}`, environment: 'development', nodes: 2, region: 'eu', broken: 0 };

export interface FleetMember extends Member {
  readonly cluster: RunningCluster;
}

const AT_A_TIME = 2;

/** Starts the clusters of the demonstration, two at a time. When one cannot start, those that did are stopped. */
export const startFleet = async (count: number): Promise<FleetMember[]> => {
  await clusterPrograms();
  const waiting = Array.from({ length: count }, (_, index) => index);
  const fleet = new Map<number, FleetMember>();
  const worker = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const begunAt = performance.now();
      const member = memberAt(index);
      const cluster = await startCluster({ name: member.name, nodes: member.nodes });
      fleet.set(index, { ...member, cluster });
      say(dim(`  ${member.name}: ${member.nodes} nodes, ready after ${seconds(performance.now() - begunAt)}`));
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(AT_A_TIME, count) }, worker));
  const members = [...fleet.entries()].sort(([left], [right]) => left - right).map(([, member]) => member);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await Promise.all(members.map(({ cluster }) => cluster.stop()));
    throw failure.reason;
  }
  return members;
};

/** Breaks as many nodes as the member is to have broken, so that there is something to see. */
export const breakNodes = async ({ cluster, broken }: FleetMember): Promise<void> => {
  if (broken === 0) return;
  const { stdout } = await cluster.kubectl(['get', 'nodes', '-o', 'name']);
  const nodes = stdout.trim().split('\n').slice(-broken);
  for (const node of nodes) await cluster.kubectl(['annotate', node, 'hyperkuber.io/behavior=not-ready', '--overwrite']);
};

/** Registers each cluster by its kubeconfig. A cluster of an earlier demonstration on the same data has gone with it, and is replaced. */
export const register = async (api: Api, fleet: readonly FleetMember[]): Promise<ClusterDetail[]> => {
  const { items } = await api.get<{ items: ClusterSummary[] }>('/api/v1/clusters');
  const details: ClusterDetail[] = [];
  for (const { name, environment, region, cluster } of fleet) {
    const present = items.find((item) => item.name === name);
    if (present !== undefined) await api.delete(`/api/v1/clusters/${present.id}?force=true`);
    details.push(await api.post<ClusterDetail>('/api/v1/clusters', {
      name, mode: 'direct', environment, labels: { region }, credential: { kind: 'kubeconfig', kubeconfig: cluster.adminKubeconfig },
    }));
  }
  return details;
};
