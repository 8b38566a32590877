import { inject, Injectable } from '@angular/core';
import { Dialogs } from '../dialog/dialogs';

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
  private readonly dialogs = inject(Dialogs);

  async ask(order: ConfirmOrder): Promise<boolean> {
    const agreed = await this.dialogs.open<boolean>(() => import('./confirm-dialog').then((m) => m.ConfirmDialog), { data: order, role: order.danger === true ? 'alertdialog' : 'dialog' });
    return agreed === true;
  }
}
