import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling, withRouterConfig } from '@angular/router';
import { routes } from './app.routes';
import { PageTitle } from './i18n/page-title';
import { provideTexts } from './i18n/transloco';
import { sessionInterceptor } from './session/session.interceptor';
import { PALETTE_SOURCES } from './ui/palette/sources';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }), withRouterConfig({ paramsInheritanceStrategy: 'always' })),
    provideHttpClient(withInterceptors([sessionInterceptor])),
    provideTexts(),
    { provide: PALETTE_SOURCES, multi: true, useValue: () => import('./features/clusters/cluster-source').then((m) => m.clusterSource) },
    { provide: PALETTE_SOURCES, multi: true, useValue: () => import('./features/applications/application-source').then((m) => m.applicationSource) },
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};
