import { z } from 'zod';
import { CLUSTER_STATES } from '@hyperkuber/contracts';

/** Something about a cluster is different: its row, its credential, its health. Every process forgets what it cached. */
export const CLUSTER_CHANGED = 'cluster.changed';
/** The cluster is gone from the platform. */
export const CLUSTER_REMOVED = 'cluster.removed';

export const ClusterChanged = z.object({
  v: z.literal(1),
  clusterId: z.string(),
  /** `health` leaves the connection as it is; `connection` does not. */
  what: z.enum(['registered', 'details', 'connection', 'health']),
  state: z.enum(CLUSTER_STATES),
  connectionVersion: z.number(),
});
export type ClusterChanged = z.infer<typeof ClusterChanged>;

export const ClusterRemoved = z.object({ v: z.literal(1), clusterId: z.string() });
export type ClusterRemoved = z.infer<typeof ClusterRemoved>;

/** A job that looks at one cluster now. */
export const PROBE_QUEUE = 'cluster.probe';
export const ProbeJob = z.object({ v: z.literal(1), clusterId: z.uuid() });
export type ProbeJob = z.infer<typeof ProbeJob>;
