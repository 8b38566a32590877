import type { IconName } from '../ui/icon/icons';

export interface MenuArea {
  readonly key: string;
  /** Dictionary key. */
  readonly label: string;
  readonly icon: IconName;
  readonly link: string;
  /** The second key after `g`. */
  readonly go: string;
  /** Dictionary key of the caption above it, on its first area. */
  readonly group?: string;
  /** What the person must be allowed to do to see it: module and action. */
  readonly needs?: readonly [module: string, action: string];
}

/** The menu, in order; the first four also make the bottom bar of a phone. */
export const MENU: readonly MenuArea[] = [
  { key: 'home', label: 'menu.home', icon: 'house', link: '/', go: 'h' },
  { key: 'applications', label: 'menu.applications', icon: 'boxes', link: '/applications', go: 'a' },
  { key: 'releases', label: 'menu.releases', icon: 'rocket', link: '/releases', go: 'r' },
  { key: 'clusters', label: 'menu.clusters', icon: 'server', link: '/clusters', go: 'c' },
  { key: 'users', label: 'menu.users', icon: 'users', link: '/users', go: 'u', group: 'menu.platform', needs: ['roles', 'read'] },
];
