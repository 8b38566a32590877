import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./releases-page').then((m) => m.ReleasesPage) },
  { path: 'new', title: 'assistant.title', loadComponent: () => import('./assistant/release-assistant').then((m) => m.ReleaseAssistant) },
  { path: ':id', loadComponent: () => import('./run/release-page').then((m) => m.ReleasePage) },
];
