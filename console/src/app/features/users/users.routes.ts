import type { Routes } from '@angular/router';

export const routes: Routes = [{ path: '', pathMatch: 'full', loadComponent: () => import('./users-page').then((m) => m.UsersPage) }];
