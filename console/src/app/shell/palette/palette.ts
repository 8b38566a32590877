import { inject, Injectable, Injector, runInInjectionContext } from '@angular/core';
import { Dialogs } from '../../ui/dialog/dialogs';
import { PALETTE_SOURCES, type PaletteSource } from '../../ui/palette/sources';
import { areaSource } from './area-source';

/** The search over everything (Ctrl-K). */
@Injectable({ providedIn: 'root' })
export class Palette {
  private readonly injector = inject(Injector);
  private readonly dialogs = inject(Dialogs);
  private readonly loaders = inject(PALETTE_SOURCES);
  private loaded: Promise<readonly PaletteSource[]> | null = null;
  private isOpen = false;

  /** All sources; one whose code does not load is left out. */
  sources(): Promise<readonly PaletteSource[]> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    void this.show();
  }

  private async load(): Promise<readonly PaletteSource[]> {
    const make = (factory: () => PaletteSource): PaletteSource => runInInjectionContext(this.injector, factory);
    const answers = await Promise.allSettled(this.loaders.map(async (load) => make(await load())));
    return [make(areaSource), ...answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))];
  }

  private async show(): Promise<void> {
    await this.dialogs.open(() => import('./palette-dialog').then((m) => m.PaletteDialog), { width: '600px', top: '12vh', labelledBy: 'hk-palette-label' });
    this.isOpen = false;
  }
}
