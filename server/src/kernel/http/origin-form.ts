import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../domain-error.js';

class RequestTargetRefused extends DomainError {
  readonly code = 'request-target-refused';
  readonly status = 400;
  readonly title = 'The request target is not valid';
}

const MAX_URL = 4_096;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

class MethodRefused extends DomainError {
  readonly code = 'method-not-allowed';
  readonly status = 405;
  readonly title = 'The method is not allowed here';
}

class CredentialRepeated extends DomainError {
  readonly code = 'ambiguous-credentials';
  readonly status = 400;
  readonly title = 'The request carries more than one credential';
}

const repeats = (request: Request, header: string): boolean => request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === header).length > 1;

const faultOf = (request: Request): DomainError | null => {
  if (!METHODS.has(request.method)) return new MethodRefused(`Use GET, POST, PUT, PATCH or DELETE, not ${request.method.slice(0, 20)}.`);
  // Node accepts an absolute-form target; building a URL from it would choose the host for us.
  if (!request.url.startsWith('/') || request.url.startsWith('//')) return new RequestTargetRefused('The target must be a path that begins with one slash.');
  if (request.url.length > MAX_URL) return new RequestTargetRefused(`The target is longer than ${String(MAX_URL)} characters.`);
  if (repeats(request, 'authorization') || repeats(request, 'cookie')) return new CredentialRepeated('Send one Authorization and one Cookie header at most.');
  return null;
};

/** Turns away what no client of ours sends, before anything reads it. */
export const originForm = (request: Request, _response: Response, next: NextFunction): void => {
  const fault = faultOf(request);
  if (fault === null) next();
  else next(fault);
};
