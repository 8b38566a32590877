/**
 * Why a request is allowed or not.
 * - `denied-in-part`: a request for many objects reaches some that a rule refuses; ask for less, or let the list be filtered.
 * - `malformed`, `unknown-verb`, `unknown-subject`: it is not in the vocabulary, so no rule was asked.
 */
export type Reason =
  | 'granted' | 'no-rule' | 'denied-by-rule' | 'denied-in-part' | 'expired' | 'token-scope'
  | 'malformed' | 'unknown-verb' | 'unknown-subject';

/** The rule that decided; `ruleIndex` -1 is what every holder of a role on a cluster may do (`membership.ts`). */
export interface Origin {
  readonly bindingId: string;
  readonly roleId: string;
  readonly ruleIndex: number;
}

export type Decision =
  | ({ readonly allowed: true; readonly reason: 'granted' } & Origin)
  | ({ readonly allowed: false; readonly reason: Exclude<Reason, 'granted'> } & Partial<Origin>);
