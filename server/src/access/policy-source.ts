import type { Grant } from './grant.js';
import type { Role } from './rule.js';

export interface SourcedPolicy {
  readonly grants: readonly Grant[];
  /** Every role that the grants name. */
  readonly roles: readonly Role[];
  readonly version: string;
}

/** Where bindings and roles come from. */
export abstract class PolicySource {
  /** Promises all grants of a person, direct and through groups, expired ones included. */
  abstract grantsOf(userId: string): Promise<SourcedPolicy>;
  /** Promises a word that changes whenever `grantsOf` would answer differently. It is asked before every decision, so it is cheap. */
  abstract versionOf(userId: string): Promise<string>;
}
