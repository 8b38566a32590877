export type { ClusterOptions, ClustersOptions } from './cluster-options.ts';
export { clusterPrograms, helmProgram } from './programs/cluster-programs.ts';
export { RunningCluster } from './running-cluster.ts';
export { startCluster } from './start-cluster.ts';
export { startClusters } from './start-clusters.ts';
