import type { FlatRule } from './flat-rule.js';

/** Objects that a rule limited to some of them reaches; `null` is any. */
export interface PlatformTerm {
  readonly clusterId: string | null;
  readonly resourceIds: readonly string[] | null;
}

/**
 * Which rows of a list somebody may see, for the query. `null` is none: answer empty without asking the database.
 * A row is in scope when no term of `except` has it and either `all` holds, its cluster is among `clusterIds`, or a term has it.
 */
export type ListScope =
  | null
  | { readonly all: true; readonly except: readonly PlatformTerm[] }
  | { readonly all: false; readonly clusterIds: readonly string[]; readonly terms: readonly PlatformTerm[]; readonly except: readonly PlatformTerm[] };

export interface KubeTerm {
  readonly namespaces: readonly string[] | null;
  readonly names: readonly string[] | null;
}

/**
 * Which objects of one resource in one cluster somebody may list. `all` is the cluster-wide list with its cluster-scoped objects;
 * otherwise the named namespaces, read one by one, and what the terms have.
 */
export type KubeScope =
  | null
  | { readonly all: true; readonly except: readonly KubeTerm[] }
  | { readonly all: false; readonly namespaces: readonly string[]; readonly terms: readonly KubeTerm[]; readonly except: readonly KubeTerm[] };

export const listScopeOf = (rules: readonly FlatRule[]): ListScope => {
  const terms = rules.filter(({ effect }) => effect === 'allow').map(platformTerm);
  const except = rules.filter(({ effect }) => effect === 'deny').map(platformTerm);
  if (terms.length === 0 || except.some(isEverything)) return null;
  if (terms.some(isEverything)) return { all: true, except };
  const clusterIds = new Set(terms.flatMap(({ clusterId, resourceIds }) => (resourceIds === null && clusterId !== null ? [clusterId] : [])));
  const refused = new Set(except.flatMap(({ clusterId, resourceIds }) => (resourceIds === null && clusterId !== null ? [clusterId] : [])));
  const open = [...clusterIds].filter((clusterId) => !refused.has(clusterId));
  const limited = terms.filter(({ resourceIds }) => resourceIds !== null);
  return open.length + limited.length === 0 ? null : { all: false, clusterIds: open, terms: limited, except };
};

/** The scope cut down to some clusters, as a token demands. What belongs to no cluster falls out. */
export const withinClusters = (scope: ListScope, clusterIds: readonly string[]): ListScope => {
  if (scope === null) return null;
  if (scope.all) return { all: false, clusterIds: [...clusterIds], terms: [], except: scope.except };
  const kept = scope.clusterIds.filter((clusterId) => clusterIds.includes(clusterId));
  const terms = scope.terms.flatMap((term) => {
    const within = term.clusterId === null ? clusterIds : clusterIds.filter((clusterId) => clusterId === term.clusterId);
    return within.map((clusterId) => ({ ...term, clusterId }));
  });
  return kept.length + terms.length === 0 ? null : { ...scope, clusterIds: kept, terms };
};

/** Is a row in scope? For what is already in memory; lists from the database are filtered there. */
export const rowInScope = (scope: ListScope, row: { readonly id: string; readonly clusterId: string }): boolean => {
  if (scope === null || scope.except.some((term) => termHasRow(term, row))) return false;
  return scope.all || scope.clusterIds.includes(row.clusterId) || scope.terms.some((term) => termHasRow(term, row));
};

export const kubeScopeOf = (rules: readonly FlatRule[]): KubeScope => {
  const terms = rules.filter(({ effect }) => effect === 'allow').map(kubeTerm);
  const except = rules.filter(({ effect }) => effect === 'deny').map(kubeTerm);
  if (terms.length === 0 || except.some(isAnywhere)) return null;
  if (terms.some(isAnywhere)) return { all: true, except };
  const refused = new Set(except.flatMap(({ namespaces, names }) => (names === null ? (namespaces ?? []) : [])));
  const open = new Set(terms.flatMap(({ namespaces, names }) => (names === null ? (namespaces ?? []) : [])).filter((namespace) => !refused.has(namespace)));
  const limited = terms.filter(({ names }) => names !== null);
  return open.size + limited.length === 0 ? null : { all: false, namespaces: [...open], terms: limited, except };
};

/** Is an object in scope? Every event of a watch is asked this. */
export const objectInScope = (scope: KubeScope, object: { readonly namespace: string; readonly name: string }): boolean => {
  if (scope === null || scope.except.some((term) => termHasObject(term, object))) return false;
  return scope.all || scope.namespaces.includes(object.namespace) || scope.terms.some((term) => termHasObject(term, object));
};

const platformTerm = ({ clusterId, names }: FlatRule): PlatformTerm => ({ clusterId, resourceIds: names === null ? null : [...names] });
const kubeTerm = ({ namespaces, names }: FlatRule): KubeTerm =>
  ({ namespaces: namespaces === null ? null : [...namespaces], names: names === null ? null : [...names] });

const isEverything = ({ clusterId, resourceIds }: PlatformTerm): boolean => clusterId === null && resourceIds === null;
const isAnywhere = ({ namespaces, names }: KubeTerm): boolean => namespaces === null && names === null;

const termHasRow = ({ clusterId, resourceIds }: PlatformTerm, row: { readonly id: string; readonly clusterId: string }): boolean =>
  (clusterId === null || clusterId === row.clusterId) && (resourceIds === null || resourceIds.includes(row.id));

const termHasObject = ({ namespaces, names }: KubeTerm, object: { readonly namespace: string; readonly name: string }): boolean =>
  (namespaces === null || namespaces.includes(object.namespace)) && (names === null || names.includes(object.name));
