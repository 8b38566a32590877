import { inject, Injectable, Injector } from '@angular/core';

/** The keyboard map on the screen (`?`). */
@Injectable({ providedIn: 'root' })
export class KeyHelp {
  private readonly injector = inject(Injector);

  open(): void {
    void this.show();
  }

  private async show(): Promise<void> {
    const [{ MatDialog }, { KeyHelpDialog }] = await Promise.all([import('@angular/material/dialog'), import('./key-help-dialog')]);
    this.injector.get(MatDialog).open(KeyHelpDialog, { width: '520px', restoreFocus: true });
  }
}
