import type { NextFunction, Request, Response } from 'express';
import { newId } from '../ids.js';
import { runInContext } from '../request-context.js';

/** Gives every request its id (ours: one from outside is never believed) and says it in `X-Request-Id`. */
export const requestContext = (_request: Request, response: Response, next: NextFunction): void => {
  const requestId = newId();
  response.setHeader('X-Request-Id', requestId);
  runInContext({ requestId }, next);
};
