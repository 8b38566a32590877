/** What a personal or robot token may be narrowed to. It only ever takes away from what its user may do. */
export interface TokenScope {
  /** The token works on these clusters only; absent means every cluster of its user. */
  readonly clusterIds?: readonly string[];
  readonly readOnly?: boolean;
}

/** Somebody whose identity is proven, in whose name something is asked. */
export interface Actor {
  readonly userId: string;
  readonly login: string;
  readonly via: 'session' | 'token' | 'job';
  readonly sessionId?: string;
  readonly tokenId?: string;
  /** Grows with every revocation; an open stream that holds an older one is closed. */
  readonly authEpoch: number;
  readonly scope?: TokenScope;
}
