import { inject, Injectable } from '@angular/core';
import { Dialogs } from '../../ui/dialog/dialogs';

/** The keyboard map on the screen (`?`). */
@Injectable({ providedIn: 'root' })
export class KeyHelp {
  private readonly dialogs = inject(Dialogs);

  open(): void {
    void this.dialogs.open(() => import('./key-help-dialog').then((m) => m.KeyHelpDialog), { width: '520px' });
  }
}
