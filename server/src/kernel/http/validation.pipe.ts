import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldFault } from '../domain-error.js';
import { ValidationFailed } from './errors.js';

interface Issue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

const MAX_FAULTS = 50;

const faultOf = (issue: Issue): FieldFault => ({
  path: (issue.path ?? []).map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.'),
  message: issue.message,
});

/** Parses every body, query and parameter by the schema on it; a fault is a 400 that names each field. */
export const validationPipe = (): StandardSchemaValidationPipe => new StandardSchemaValidationPipe({
  exceptionFactory: (issues: readonly Issue[]) => {
    const errors = issues.slice(0, MAX_FAULTS).map(faultOf);
    const first = errors[0];
    const sentence = first === undefined ? 'The input is not valid.' : `${first.path === '' ? 'The input' : first.path}: ${first.message}`;
    return new ValidationFailed(errors.length > 1 ? `${sentence} (and ${String(errors.length - 1)} more)` : sentence, { errors });
  },
});
