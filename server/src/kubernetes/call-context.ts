/** The person whose rights the cluster is to apply in impersonate mode. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** On whose behalf a call is made; written into the User-Agent, so the cluster's own audit log shows it. */
export interface CallContext {
  readonly userId?: string | undefined;
  readonly requestId?: string | undefined;
  /**
   * Needed for clusters in impersonate mode. `platform` means work that the platform does for itself (probe, watch
   * cache): it uses the stored credential as it is.
   */
  readonly actAs?: Impersonation | 'platform' | undefined;
}

export const platformContext: CallContext = Object.freeze({ userId: 'platform', actAs: 'platform' });
