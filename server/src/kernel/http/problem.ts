import { HttpException } from '@nestjs/common';
import { PROBLEM_PREFIX, type Problem } from '@hyperkuber/contracts';
import { DomainError } from '../domain-error.js';

const TITLES: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['bad-request', 'The request is not valid'],
  401: ['unauthenticated', 'Sign in first'],
  403: ['forbidden', 'This is not allowed'],
  404: ['not-found', 'There is no such thing'],
  405: ['method-not-allowed', 'The method is not allowed here'],
  413: ['request-too-large', 'The request is too large'],
  415: ['unsupported-media-type', 'The content type is not supported'],
};

const titled = (status: number, code: string, title: string, rest: object): Problem => ({ type: `${PROBLEM_PREFIX}${code}`, title, status, ...rest });

/** What body-parser and the router throw: an Error with a numeric `status` that it wants to be shown. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && 'expose' in error && error.expose === true) return error.status;
  return undefined;
};

const syntaxDetail = (error: unknown): object => error instanceof SyntaxError || (error instanceof Error && 'type' in error && error.type === 'entity.parse.failed')
  ? { detail: 'The body is not valid JSON.' }
  : {};

/** Any thrown thing as problem details. An error that nobody expected becomes a 500 without a word of what it says. */
export const problemOf = (error: unknown, requestId: string): Problem => {
  if (error instanceof DomainError) {
    return titled(error.status, error.code, error.title, { detail: error.detail, instance: requestId, ...error.facts });
  }
  const status = statusOf(error);
  const known = status === undefined ? undefined : TITLES[status];
  if (status === undefined || known === undefined) {
    const shown = status !== undefined && status < 500 ? status : 500;
    return shown === 500
      ? titled(500, 'internal', 'Something failed inside the platform', { detail: 'The log has the cause under the request id.', instance: requestId })
      : titled(shown, 'bad-request', 'The request is not valid', { instance: requestId });
  }
  return titled(status, known[0], known[1], { instance: requestId, ...syntaxDetail(error) });
};
