import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { Session } from './session';

/** Lets signed-in people through; others sign in first and come back to where they wanted to go. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const [session, router] = [inject(Session), inject(Router)];
  if (await session.isSignedIn()) return true;
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { return: state.url } });
};

/** A return address is a path of this console and nothing else: another host or scheme in it would make the sign-in page a redirector. */
export const ownPath = (address: string | null): string =>
  address !== null && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address) && !address.startsWith('/sign-in') ? address : '/';
