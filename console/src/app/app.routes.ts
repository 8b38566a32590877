import type { Routes } from '@angular/router';
import { signedIn } from './session/session.guard';

export const routes: Routes = [
  { path: 'sign-in', title: 'signIn.title', loadComponent: () => import('./features/entrance/sign-in').then((m) => m.SignIn) },
  { path: 'setup', title: 'setup.title', loadComponent: () => import('./features/entrance/setup').then((m) => m.Setup) },
  { path: 'password', title: 'newPassword.title', loadComponent: () => import('./features/entrance/new-password').then((m) => m.NewPassword) },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: [
      { path: '', pathMatch: 'full', title: 'menu.home', loadComponent: () => import('./features/home/home').then((m) => m.Home) },
      { path: 'clusters', title: 'menu.clusters', loadChildren: () => import('./features/clusters/clusters.routes').then((m) => m.routes) },
      { path: 'applications', title: 'menu.applications', loadChildren: () => import('./features/applications/applications.routes').then((m) => m.routes) },
      { path: 'releases', title: 'menu.releases', loadChildren: () => import('./features/releases/releases.routes').then((m) => m.routes) },
      { path: 'users', title: 'menu.users', loadChildren: () => import('./features/users/users.routes').then((m) => m.routes) },
      { path: 'profile', title: 'profile.title', loadComponent: () => import('./features/profile/profile-page').then((m) => m.ProfilePage) },
      { path: '**', title: 'notFound.title', loadComponent: () => import('./features/not-found/not-found').then((m) => m.NotFound) },
    ],
  },
];
