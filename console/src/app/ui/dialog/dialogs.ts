import { inject, Injectable, Injector, type Type } from '@angular/core';
import { firstValueFrom } from 'rxjs';

export interface DialogOptions {
  readonly width?: string;
  /** What the dialog reads with `inject(MAT_DIALOG_DATA)`. */
  readonly data?: unknown;
  readonly role?: 'dialog' | 'alertdialog';
  /** Distance from the top; in the middle when left out. */
  readonly top?: string;
  readonly labelledBy?: string;
}

/** Opens dialogs; their code and Material's dialog load when the first one is opened. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);

  /** Resolves to what the dialog was closed with, `undefined` when it was dismissed. */
  async open<Result>(load: () => Promise<Type<unknown>>, options: DialogOptions = {}): Promise<Result | undefined> {
    const [{ MatDialog, MatDialogConfig }, component] = await Promise.all([import('@angular/material/dialog'), load()]);
    const config = new MatDialogConfig<unknown>();
    config.width = options.width ?? '480px';
    config.data = options.data ?? null;
    config.role = options.role ?? 'dialog';
    config.autoFocus = 'first-tabbable';
    config.ariaLabelledBy = options.labelledBy ?? null;
    if (options.top !== undefined) config.position = { top: options.top };
    return firstValueFrom(this.injector.get(MatDialog).open<unknown, unknown, Result>(component, config).afterClosed());
  }
}
