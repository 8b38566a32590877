/** One fault of one field of the input; `path` is dotted (`credential.server`), `message` names the fault and the fix. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** What may be told about an error beside its sentence. Never a secret, never a manifest. */
export interface ErrorFacts {
  readonly errors?: readonly FieldFault[];
  readonly retryAfterS?: number;
  readonly [fact: string]: unknown;
}

/**
 * An expected failure. `detail` is safe to show to the caller; the kernel's filter writes it as problem+json with
 * `type` = `urn:hyperkuber:problem:<code>` (RFC 9457). Modules subclass it in their `errors.ts`.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  abstract readonly title: string;

  constructor(
    readonly detail: string,
    readonly facts: ErrorFacts = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = new.target.name;
  }
}
