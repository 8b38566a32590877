import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./applications-page').then((m) => m.ApplicationsPage) },
  { path: 'new', title: 'application.new', loadComponent: () => import('./create-application').then((m) => m.CreateApplication) },
  { path: ':id', loadComponent: () => import('./application-page').then((m) => m.ApplicationPage) },
  { path: ':id/revisions/new', title: 'revision.new', loadComponent: () => import('./new-revision').then((m) => m.NewRevision) },
  // The assistant belongs to the releases; this address is the one that people share from an application.
  { path: ':id/release', redirectTo: ({ params, queryParams }) => `/releases/new?${new URLSearchParams({ ...queryParams, application: String(params['id']) }).toString()}` },
];
