import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';
import { type Toast, ToastBox } from './toast-box';

@Component({
  selector: 'hk-toasts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  host: { 'aria-live': 'polite', role: 'status' },
  template: `
    @for (toast of box.toasts(); track toast.id) {
      <div class="toast" [attr.data-tone]="toast.tone">
        <hk-icon [name]="toast.tone === 'failing' ? 'circle-alert' : toast.tone === 'ok' ? 'check' : 'info'" />
        <span class="text">{{ toast.text }}</span>
        @if (toast.action; as action) { <button type="button" class="hk-button hk-button-small" (click)="act(toast)">{{ action.label }}</button> }
        <button type="button" class="hk-button hk-button-quiet hk-button-icon hk-button-small" (click)="box.close(toast.id)" [attr.aria-label]="t('toast.close')"><hk-icon name="x" /></button>
      </div>
    }`,
  styles: `
    :host { position: fixed; z-index: 1100; left: 50%; bottom: calc(var(--hk-bottom) + 16px); display: grid; gap: 8px; width: max-content; max-width: min(560px, calc(100vw - 24px)); transform: translateX(-50%); }
    .toast { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 12px; border: 1px solid var(--hk-line); border-radius: 8px; background: var(--hk-raised); box-shadow: var(--hk-shadow); animation: rise var(--hk-ease-in); }
    .text { min-width: 0; overflow-wrap: anywhere; flex: 1; }
    [data-tone='ok'] > hk-icon { color: var(--hk-ok); }
    [data-tone='failing'] > hk-icon { color: var(--hk-failing); }
    @media (max-width: 720px) { :host { top: calc(var(--hk-bar) + 8px); bottom: auto; width: calc(100vw - 24px); align-content: start; height: max-content; } }
    @keyframes rise { from { opacity: 0; transform: translateY(8px); } }`,
})
export class Toasts {
  protected readonly t = injectTranslate();
  protected readonly box = inject(ToastBox);

  protected act(toast: Toast): void {
    toast.action?.run();
    this.box.close(toast.id);
  }
}
