import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { injectTranslate } from '../../i18n/texts';
import { Chip } from '../chip/chip';
import { Field, Input } from '../field/field';
import type { ConfirmOrder } from './confirm';

@Component({
  selector: 'hk-confirm-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatDialogModule, Chip, Field, Input],
  host: { '[class.production]': 'order.place?.production === true' },
  template: `
    <h2 mat-dialog-title>{{ order.title }}</h2>
    <mat-dialog-content>
      <div class="hk-stack">
        @if (order.place; as place) { <div><hk-chip icon="server" [value]="place.name" [tone]="place.production ? 'production' : 'neutral'" /></div> }
        <p>{{ order.text }}</p>
        @if (order.items; as items) { <ul [attr.aria-label]="t('confirm.items')" tabindex="0">@for (item of items; track $index) { <li class="hk-mono">{{ item }}</li> }</ul> }
        @if (order.typed; as name) { <hk-field [label]="t('confirm.type', { name })"><input hkInput autocomplete="off" spellcheck="false" [value]="typed()" (input)="type($event)" (keydown.enter)="agree()" /></hk-field> }
      </div>
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" class="hk-button" mat-dialog-close>{{ t('confirm.cancel') }}</button>
      <button type="button" [class]="'hk-button ' + (order.danger ? 'hk-button-danger' : 'hk-button-primary')" [attr.aria-disabled]="!ready()" (click)="agree()">{{ order.action }}</button>
    </mat-dialog-actions>`,
  styles: `
    :host { display: block; }
    :host(.production) { border-top: 4px solid var(--hk-production); border-radius: 8px 8px 0 0; }
    ul { max-height: 220px; overflow: auto; padding: 8px 12px; border-radius: 6px; background: var(--hk-sunken); }
    li { overflow-wrap: anywhere; line-height: 20px; }
    mat-dialog-actions { gap: 8px; }`,
})
export class ConfirmDialog {
  protected readonly t = injectTranslate();
  protected readonly order = inject<ConfirmOrder>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<ConfirmDialog, boolean>>(MatDialogRef);
  protected readonly typed = signal('');
  protected readonly ready = computed(() => this.order.typed === undefined || this.typed().trim() === this.order.typed);

  protected type(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.typed.set(event.target.value);
  }

  protected agree(): void {
    if (this.ready()) this.dialog.close(true);
  }
}
