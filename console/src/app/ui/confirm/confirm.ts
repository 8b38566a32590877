import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';

export interface ConfirmOrder {
  /** A question that names verb and object: "Delete cluster prod-eu?" */
  readonly title: string;
  readonly text: string;
  /** What goes with it, listed in full. */
  readonly items?: readonly string[];
  /** The words of the button, verb first. */
  readonly action: string;
  readonly danger?: boolean;
  /** A name that must be typed before the button works. */
  readonly typed?: string;
  /** The cluster that is changed; production draws its stripe. */
  readonly place?: { readonly name: string; readonly production: boolean };
}

/** Asks before something that cannot be undone. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly injector = inject(Injector);

  async ask(order: ConfirmOrder): Promise<boolean> {
    const [{ MatDialog }, { ConfirmDialog }] = await Promise.all([import('@angular/material/dialog'), import('./confirm-dialog')]);
    const dialog = this.injector.get(MatDialog).open<InstanceType<typeof ConfirmDialog>, ConfirmOrder, boolean>(ConfirmDialog, { data: order, width: '480px', autoFocus: 'first-tabbable', restoreFocus: true, role: order.danger === true ? 'alertdialog' : 'dialog' });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}
