import { computed, effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { Texts } from './texts';

export interface Crumb {
  readonly text: string;
  readonly link: string;
}

/** A route's `title` is a dictionary key; a page puts the name of its object before it. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly texts = inject(Texts);
  private readonly key = signal('');
  private path = '';
  private readonly named = signal<{ readonly object: string; readonly parents: readonly Crumb[] }>({ object: '', parents: [] });

  /** The object that the page shows, or an empty text on a list. */
  readonly object = computed(() => this.named().object);
  /** What lies between the area and the object. */
  readonly parents = computed(() => this.named().parents);

  constructor() {
    super();
    effect(() => {
      const page = this.key() === '' ? '' : this.texts.translate(this.key());
      this.title.setTitle([this.object(), page, 'HyperKuber'].filter((part) => part !== '').join(' · '));
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(state) ?? '');
    const path = state.url.split(/[?#]/)[0] ?? '';
    // Another tab or filter is another address of the same object.
    if (path !== this.path) this.named.set({ object: '', parents: [] });
    this.path = path;
  }

  name(object: string, parents: readonly Crumb[] = []): void {
    this.named.set({ object, parents });
  }
}
