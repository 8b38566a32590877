export const MANIFEST_PROBLEM_CODES = [
  'too-large', 'too-many-tokens', 'too-many-objects', 'too-deep', 'alias-limit',
  'yaml-syntax', 'unsupported-tag', 'unsafe-number', 'invalid-key', 'duplicate-key',
  'not-an-object', 'missing-api-version', 'missing-kind', 'missing-name', 'not-text', 'duplicate-object',
] as const;
export type ManifestProblemCode = (typeof MANIFEST_PROBLEM_CODES)[number];

/** Lines and columns count from 1 in the whole text; `message` says what is wrong and how to put it right. */
export interface ManifestProblem {
  code: ManifestProblemCode;
  document: number;
  line: number;
  column?: number;
  path?: string;
  message: string;
}

/** Ends the reading of one document; never leaves parseManifests. */
export class UnreadableDocument extends Error {
  constructor(
    readonly code: ManifestProblemCode,
    message: string,
    readonly offset: number,
    readonly path = '',
  ) {
    super(message);
  }
}
