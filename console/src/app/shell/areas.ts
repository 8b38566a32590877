import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import { Session } from '../session/session';
import { MENU, type MenuArea } from './menu';

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? '/';
const holds = (area: MenuArea, path: string): boolean => (area.link === '/' ? path === '/' : path === area.link || path.startsWith(`${area.link}/`));

/** The areas that this person is offered, and the one they are in. */
@Injectable({ providedIn: 'root' })
export class Areas {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly path = toSignal(this.router.events.pipe(filter((event) => event instanceof NavigationEnd), map((event) => pathOf(event.urlAfterRedirects))), { initialValue: pathOf(this.router.url) });

  readonly offered = computed(() => MENU.filter((area) => area.needs === undefined || this.session.may(...area.needs)));
  readonly current = computed(() => this.offered().find((area) => holds(area, this.path())) ?? null);
}
