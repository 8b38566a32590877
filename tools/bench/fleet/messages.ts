import type { ServerTls } from './fake-api-server.ts';

/** What the benchmark asks of the process with the fake clusters. */
export type FleetOrder =
  | { readonly kind: 'start'; readonly count: number; readonly serviceMs: number; readonly namespaces: readonly string[]; readonly tls: ServerTls }
  | { readonly kind: 'hang'; readonly index: number; readonly hangs: boolean }
  | { readonly kind: 'count' };

/** Its answer, one for each order. */
export interface FleetNews {
  readonly ports: readonly number[];
  /** Of all clusters, since the beginning. */
  readonly requests: number;
  readonly connections: number;
}
