import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject, Injector } from '@angular/core';
import { Router } from '@angular/router';
import { tap } from 'rxjs';
import { Session } from './session';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Adds the CSRF token to whatever changes something, and leads to the sign-in page when the session has ended. */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/')) return next(request);
  const injector = inject(Injector);
  const session = injector.get(Session);
  const token = session.csrfToken();
  const marked = SAFE.has(request.method) || token === '' ? request : request.clone({ setHeaders: { 'X-HK-CSRF': token } });
  return next(marked).pipe(tap({
    error: (cause: unknown) => {
      if (!(cause instanceof HttpErrorResponse) || cause.status !== 401 || session.person() === null) return;
      const router = injector.get(Router);
      session.forget();
      void router.navigate(['/sign-in'], { queryParams: { return: router.url, ended: 1 } });
    },
  }));
};
