import type { ClusterSummary, ReleaseCreate } from '@hyperkuber/contracts';

/** Why a cluster cannot be released to, as the end of a dictionary key; null when it can. */
export type Hindrance = 'disabled' | 'readOnly' | 'unreachable' | 'connecting' | 'right' | null;

export interface Destination {
  readonly cluster: ClusterSummary;
  readonly hindrance: Hindrance;
  readonly chosen: boolean;
  readonly namespace: string;
  /** The namespace was written for this cluster alone. */
  readonly own: boolean;
}

export const hindranceOf = (cluster: Pick<ClusterSummary, 'id' | 'enabled' | 'mode' | 'state'>, mayRelease: (clusterId: string) => boolean): Hindrance => {
  if (!cluster.enabled || cluster.state === 'disabled') return 'disabled';
  if (cluster.mode === 'read-only') return 'readOnly';
  if (!mayRelease(cluster.id)) return 'right';
  return cluster.state === 'unreachable' || cluster.state === 'connecting' ? cluster.state : null;
};

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
export const isNamespace = (text: string): boolean => DNS_LABEL.test(text);

export const chosenOf = (destinations: readonly Destination[]): readonly Destination[] => destinations.filter(({ chosen, hindrance }) => chosen && hindrance === null);
export const targetsOf = (destinations: readonly Destination[]): ReleaseCreate['targets'] => chosenOf(destinations).map(({ cluster, namespace }) => ({ clusterId: cluster.id, namespace }));

/** `cluster:namespace,cluster:namespace`, as it stands in the address. */
export const readPlaces = (text: string): ReadonlyMap<string, string> =>
  new Map(text.split(',').filter((part) => part.includes(':')).map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]));
