import { json, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { UnsupportedMediaType } from './errors.js';

const JSON_LIMIT_BYTES = 3 * 1024 * 1024;

const carriesBody = (request: Request): boolean => request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

const jsonOnly = (request: Request, _response: Response, next: NextFunction): void => {
  if (carriesBody(request) && request.is('application/json') === false) {
    next(new UnsupportedMediaType(`Send application/json, not ${request.headers['content-type'] ?? 'an unnamed type'}.`));
    return;
  }
  next();
};

/** Bodies are JSON of at most 3 MiB; another type is a 415, so a form of a foreign page is never read. */
export const jsonBody = (): RequestHandler[] => [jsonOnly, json({ limit: JSON_LIMIT_BYTES, strict: true, type: 'application/json', inflate: false })];
