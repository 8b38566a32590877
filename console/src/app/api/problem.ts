import { HttpErrorResponse } from '@angular/common/http';

export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** What the server said about a failure (RFC 9457), or what the browser knows when no server answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldFault[],
    readonly requestId: string,
    readonly retryAfterS: number | null,
    /** Everything else that the server said about it, by name; unknown until it is looked at. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail === '' ? title : detail);
  }

  /** The fault of one field of the form, or null. */
  faultOf(path: string): string | null {
    return this.errors.find((error) => error.path === path)?.message ?? null;
  }

  get isForbidden(): boolean {
    return this.status === 403;
  }
}

const PREFIX = 'urn:hyperkuber:problem:';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const faults = (value: unknown): FieldFault[] =>
  Array.isArray(value) ? value.filter(isRecord).map((fault) => ({ path: text(fault['path']), message: text(fault['message']) })) : [];

const parsed = (body: unknown): Record<string, unknown> => {
  if (isRecord(body)) return body;
  if (typeof body !== 'string') return {};
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
};

/** Reads a problem from anything that a request can throw. */
export const toProblem = (cause: unknown): Problem => {
  if (cause instanceof Problem) return cause;
  if (!(cause instanceof HttpErrorResponse)) return new Problem(0, 'unexpected', cause instanceof Error ? cause.message : String(cause), '', [], '', null);
  return problemOf(cause.status, cause.error);
};

export const problemOf = (status: number, error: unknown): Problem => {
  const body = parsed(error);
  const type = text(body['type']);
  const code = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : status === 0 ? 'no-answer' : 'unknown';
  const retryAfterS = typeof body['retryAfterS'] === 'number' ? body['retryAfterS'] : null;
  return new Problem(status, code, text(body['title']), text(body['detail']), faults(body['errors']), text(body['instance']), retryAfterS, body);
};
