import type { ListScope, PlatformTerm } from '../../access/scope.js';

/** Which clusters a caller may see: all but some, or some. Ready for one query on the id. */
export type ClusterScope =
  | { readonly kind: 'all'; readonly except: readonly string[] }
  | { readonly kind: 'some'; readonly ids: readonly string[] };

const nothing: ClusterScope = { kind: 'some', ids: [] };

/** A cluster is a row whose own id is also its cluster's, so a term comes down to a list of ids; null is every cluster. */
const idsOf = ({ clusterId, resourceIds }: PlatformTerm): readonly string[] | null => {
  if (clusterId === null) return resourceIds;
  return resourceIds === null || resourceIds.includes(clusterId) ? [clusterId] : [];
};

export const clusterScopeOf = (scope: ListScope): ClusterScope => {
  if (scope === null) return nothing;
  const refused = scope.except.map(idsOf);
  if (refused.includes(null)) return nothing;
  const except = refused.flatMap((ids) => ids ?? []);
  const allowed = scope.all ? [null] : scope.terms.map(idsOf);
  if (allowed.includes(null)) return { kind: 'all', except };
  const ids = new Set([...(scope.all ? [] : scope.clusterIds), ...allowed.flatMap((each) => each ?? [])]);
  return { kind: 'some', ids: [...ids].filter((id) => !except.includes(id)) };
};

export const scopeHas = (scope: ClusterScope, id: string): boolean =>
  (scope.kind === 'all' ? !scope.except.includes(id) : scope.ids.includes(id));
