import type { Cluster } from '../cluster.js';

/** Columns that a use case may write after registration. */
export type ClusterChange = Partial<Omit<Cluster, 'id' | 'createdAt'>>;
