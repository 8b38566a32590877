import type { ListScope } from '../../access/scope.js';

/** The clusters within which somebody sees or does something: all but some, or some. */
export type Reach =
  | { readonly kind: 'all'; readonly except: readonly string[] }
  | { readonly kind: 'some'; readonly ids: readonly string[] };

export const nowhere: Reach = { kind: 'some', ids: [] };

/** Releases are granted by cluster; a rule for single releases widens nothing here. */
export const reachOf = (scope: ListScope): Reach => {
  if (scope === null) return nowhere;
  const except = scope.except.flatMap(({ clusterId, resourceIds }) => (clusterId !== null && resourceIds === null ? [clusterId] : []));
  if (scope.all) return { kind: 'all', except };
  return { kind: 'some', ids: scope.clusterIds.filter((id) => !except.includes(id)) };
};

export const reaches = (reach: Reach, clusterId: string): boolean => (reach.kind === 'all' ? !reach.except.includes(clusterId) : reach.ids.includes(clusterId));
export const reachesAll = (reach: Reach): boolean => reach.kind === 'all' && reach.except.length === 0;
export const reachesNothing = (reach: Reach): boolean => reach.kind === 'some' && reach.ids.length === 0;
export const idsOf = (reach: Reach): readonly string[] => (reach.kind === 'all' ? reach.except : reach.ids);
