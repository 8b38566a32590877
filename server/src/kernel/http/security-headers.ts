import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * A policy that lets nothing in from outside. Styles that Angular inserts carry the nonce of the page; the editor (Monaco) places its
 * lines with `style` attributes, which no nonce can cover. Swagger's page brings its styles inline.
 */
const policyOf = (nonce: string, isDocument: boolean): Record<string, string[]> => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", isDocument ? "'unsafe-inline'" : `'nonce-${nonce}'`],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
});

const nonces = new WeakMap<Response, string>();

/** The nonce of this answer, for the page that is sent with it. */
export const nonceOf = (response: Response): string => nonces.get(response) ?? '';

/** Headers of every answer: CSP, nosniff, no framing, HSTS, COOP, no referrer. */
export const securityHeaders = (): RequestHandler => {
  const base = helmet({ contentSecurityPolicy: false, crossOriginEmbedderPolicy: false, referrerPolicy: { policy: 'no-referrer' }, xFrameOptions: { action: 'deny' } });
  return (request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString('base64');
    nonces.set(response, nonce);
    response.setHeader('Content-Security-Policy', Object.entries(policyOf(nonce, request.path.startsWith('/api/docs'))).map(([name, values]) => `${name} ${values.join(' ')}`).join('; '));
    if (request.path.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store');
    base(request, response, next);
  };
};
