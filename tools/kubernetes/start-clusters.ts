import type { ClustersOptions } from './cluster-options.ts';
import { clusterPrograms } from './programs/cluster-programs.ts';
import type { RunningCluster } from './running-cluster.ts';
import { startCluster } from './start-cluster.ts';

const atATime = 2;

/** Starts several clusters, two at a time; when one cannot start, those that did are stopped again. */
export async function startClusters(options: ClustersOptions): Promise<RunningCluster[]> {
  const { count, name = 'local', onReady, ...each } = options;
  await clusterPrograms();
  const started = new Map<number, RunningCluster>();
  const waiting = Array.from({ length: count }, (_, index) => index + 1);
  const worker = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const begunAt = performance.now();
      const cluster = await startCluster({ ...each, name: `${name}-${number}` });
      started.set(number, cluster);
      onReady?.(cluster.name, performance.now() - begunAt);
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(atATime, count) }, worker));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await Promise.all([...started.values()].map((cluster) => cluster.stop()));
    throw failure.reason;
  }
  return [...started.entries()].sort(([left], [right]) => left - right).map(([, cluster]) => cluster);
}
