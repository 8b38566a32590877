import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: () => import('./cluster-list').then((m) => m.ClusterList) },
  { path: 'new', loadComponent: () => import('./add-cluster').then((m) => m.AddCluster) },
  { path: ':id', loadComponent: () => import('./cluster-page').then((m) => m.ClusterPage) },
];
