import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Readiness } from './readiness.js';

/** `/healthz`: the process turns. `/readyz`: it can serve; otherwise 503 with the reasons by name. */
export const healthRoutes = (readiness: Readiness): RequestHandler => (request: Request, response: Response, next: NextFunction): void => {
  if (request.method !== 'GET' && request.method !== 'HEAD') next();
  else if (request.path === '/healthz') response.status(200).json({ status: 'ok' });
  else if (request.path === '/readyz') {
    readiness.faults().then((faults) => {
      const ready = Object.keys(faults).length === 0;
      response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not ready', faults });
    }, next);
  } else next();
};
