import { InjectionToken } from '@angular/core';
import type { IconName } from '../icon/icons';

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** What tells it from others of the same name: cluster, namespace, kind. */
  readonly hint: string;
  readonly icon: IconName;
  readonly link: string;
}

/** A source of the search: pages, clusters, applications. */
export interface PaletteSource {
  readonly key: string;
  /** Dictionary key of the caption above its results. */
  readonly label: string;
  /** Results for the typed text, best first; for an empty text what is most useful. */
  readonly search: (text: string) => readonly PaletteItem[] | Promise<readonly PaletteItem[]>;
}

/** Loads a source when the search is first opened; the function it resolves to runs where `inject` may be called. */
export type PaletteSourceLoader = () => Promise<() => PaletteSource>;

/** Features that can be found, provided in the application's configuration (multi). */
export const PALETTE_SOURCES = new InjectionToken<readonly PaletteSourceLoader[]>('palette sources', { factory: () => [] });
