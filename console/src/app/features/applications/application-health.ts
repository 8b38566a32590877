import type { ApplicationSummary, Placement } from '@hyperkuber/contracts';
import { healthStatus } from '../../release-words/status-of';
import { SEVERITY, type Status } from '../../ui/status/status';

export const isWorse = (a: Status, b: Status): boolean => SEVERITY[a] < SEVERITY[b];

/** The place that is worst; null while the application runs nowhere. */
export const worstPlacement = ({ placements }: Pick<ApplicationSummary, 'placements'>): Placement | null =>
  placements.reduce<Placement | null>((worst, each) => (worst === null || isWorse(healthStatus(each.health), healthStatus(worst.health)) ? each : worst), null);

export interface ClusterPresence {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly status: Status;
  /** `shop, shop-test`: the namespaces there. */
  readonly namespaces: string;
}

/** One entry per cluster, with the worst of its namespaces. */
export const presence = ({ placements }: Pick<ApplicationSummary, 'placements'>): readonly ClusterPresence[] => {
  const clusters = new Map<string, Placement[]>();
  for (const placement of placements) clusters.set(placement.clusterId, [...(clusters.get(placement.clusterId) ?? []), placement]);
  return [...clusters.values()].map((places) => {
    const status = places.map(({ health }) => healthStatus(health)).reduce((worst, each) => (isWorse(each, worst) ? each : worst));
    return { clusterId: places[0]?.clusterId ?? '', clusterName: places[0]?.clusterName ?? '', status, namespaces: places.map(({ namespace }) => namespace).join(', ') };
  }).sort((a, b) => a.clusterName.localeCompare(b.clusterName));
};

/** How many applications are failing, progressing and so on, worst first, for the state line. */
export const tally = (statuses: readonly Status[]): readonly { readonly status: Status; readonly count: number }[] => {
  const counts = new Map<Status, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => ({ status, count })).sort((a, b) => SEVERITY[a.status] - SEVERITY[b.status]);
};
