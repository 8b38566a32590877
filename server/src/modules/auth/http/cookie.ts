import type { Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { AmbiguousCredentials } from '../errors.js';

const NAME = '__Host-hk';

/** The secret of the session cookie, or undefined. @throws AmbiguousCredentials when there are two: one was planted. */
export const sessionSecretOf = (request: Pick<IncomingMessage, 'headers'>): string | undefined => {
  const values = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${NAME}=`));
  if (values.length > 1) throw new AmbiguousCredentials('Send one session cookie.');
  return values[0]?.slice(NAME.length + 1);
};

/** Browsers keep `Secure` cookies of loopback addresses over http as well, so there is one form of cookie only. */
export const setSessionCookie = (response: Response, secret: string, expiresAt: Date): void => {
  response.cookie(NAME, secret, { httpOnly: true, secure: true, sameSite: 'strict', path: '/', expires: expiresAt, encode: (value) => value });
};

export const clearSessionCookie = (response: Response): void => {
  response.clearCookie(NAME, { httpOnly: true, secure: true, sameSite: 'strict', path: '/' });
};
