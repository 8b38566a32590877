import { Injectable, signal } from '@angular/core';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'ok' | 'failing' | 'neutral';
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export type ToastOrder = Pick<Toast, 'text'> & Partial<Pick<Toast, 'tone' | 'action'>>;

const SHOWN_MS = 6_000;
const SHOWN_WITH_ACTION_MS = 10_000;

/** Short words about what just happened, with Undo where it can be undone. A failure stays until it is closed. */
@Injectable({ providedIn: 'root' })
export class ToastBox {
  private readonly list = signal<readonly Toast[]>([]);
  private last = 0;
  readonly toasts = this.list.asReadonly();

  show({ text, tone = 'neutral', action = null }: ToastOrder): void {
    const toast: Toast = { id: ++this.last, text, tone, action };
    this.list.update((list) => [...list.slice(-3), toast]);
    if (tone !== 'failing') setTimeout(() => this.close(toast.id), action === null ? SHOWN_MS : SHOWN_WITH_ACTION_MS);
  }

  close(id: number): void {
    this.list.update((list) => list.filter((toast) => toast.id !== id));
  }
}
