export interface ClusterOptions {
  /** Named in the kubeconfig and in the data folder; default `local-1`. */
  readonly name?: string;
  /** How many simulated nodes; default 2. */
  readonly nodes?: number;
  /** Further flags of the API server, for tests of one feature. */
  readonly apiServerFlags?: readonly string[];
}

export interface ClustersOptions extends Omit<ClusterOptions, 'name'> {
  readonly count: number;
  /** What the names start with: `local` gives `local-1`, `local-2`; one cluster alone is called so too. */
  readonly name?: string;
  /** Called as soon as each cluster is ready. */
  readonly onReady?: (name: string, tookMs: number) => void;
}

export interface ClusterPlan {
  readonly name: string;
  readonly nodes: number;
  readonly apiServerFlags: readonly string[];
}

export const planOf = (options: ClusterOptions): ClusterPlan => ({
  name: options.name ?? 'local-1',
  nodes: options.nodes ?? 2,
  apiServerFlags: options.apiServerFlags ?? [],
});
