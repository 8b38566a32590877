export { callContextOf, MANAGED_GROUP } from './call-context-of.js';
export { ClusterConnections, type ClusterInBrief, type OpenedCluster, type OpenedClusterWithCatalog } from './cluster-connections.js';
export { ClusterUse, ClusterUses, type ClusterUsage } from './cluster-use.js';
export { ClustersModule } from './clusters.module.js';
export { ClusterDisabled, ClusterNotFound } from './errors.js';
export { CLUSTER_CHANGED, CLUSTER_REMOVED, ClusterChanged, ClusterRemoved, PROBE_QUEUE, type ProbeJob } from './events.js';
export { clusterEntities } from './persistence/entities.js';
