import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import sirv from 'sirv';
import { nonceOf } from './security-headers.js';

const NONCE_PLACEHOLDER = /__CSP_NONCE__/g;
const SERVER_PATHS = /^\/(api|k8s|healthz|readyz|metrics)(\/|$)/;

/**
 * Serves the built console: files with a hash in their name for a year, pre-compressed where they are; any other path
 * gets the page, with the nonce of this answer in it. Without a built console it serves nothing.
 */
export const consoleFiles = (folder: string): RequestHandler => {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return (_request, _response, next) => { next(); };
  const page = readFileSync(index, 'utf8');
  const files = sirv(folder, { brotli: true, gzip: true, etag: true, maxAge: 31_536_000, immutable: true, extensions: [], setHeaders: (response, path) => {
    if (!/-[A-Za-z0-9_-]{8}\.\w+$/.test(path)) response.setHeader('Cache-Control', 'no-cache');
  } });
  const sendPage = (request: Request, response: Response, next: NextFunction): void => {
    if (SERVER_PATHS.test(request.path) || (/\.\w+$/.test(request.path) && request.path !== '/index.html')) {
      next();
      return;
    }
    response.status(200).type('html').setHeader('Cache-Control', 'no-cache').send(page.replace(NONCE_PLACEHOLDER, nonceOf(response)));
  };
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') next();
    else if (request.path === '/' || request.path === '/index.html') sendPage(request, response, next);
    else if (SERVER_PATHS.test(request.path)) next();
    else files(request, response, () => { sendPage(request, response, next); });
  };
};
