/** Where a role holds. `namespaces` absent is the whole cluster with its cluster-scoped objects; a list is these and nothing else. */
export type GrantScope =
  | { readonly kind: 'platform' }
  | { readonly kind: 'cluster'; readonly clusterId: string; readonly namespaces?: readonly string[] };

/** One binding of a person (directly or through a group) to a role. */
export interface Grant {
  readonly bindingId: string;
  readonly roleId: string;
  readonly scope: GrantScope;
  /** From this moment on the grant gives and refuses nothing. */
  readonly expiresAt?: Date;
}

export const isLive = (grant: Grant, now: Date): boolean => grant.expiresAt === undefined || grant.expiresAt.getTime() > now.getTime();
