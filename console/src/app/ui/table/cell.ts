import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, Directive, inject, input, TemplateRef } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Age } from '../age/age';
import { Chip } from '../chip/chip';
import { StatusMark } from '../status/status-mark';
import type { Column } from './column';

/** `<ng-template hkCell="health" let-row>…</ng-template>`: how a `custom` column draws a row. */
@Directive({ selector: 'ng-template[hkCell]' })
export class CellTemplate {
  readonly hkCell = input.required<string>();
  readonly template = inject<TemplateRef<{ $implicit: unknown }>>(TemplateRef);
}

@Component({
  selector: 'hk-cell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Chip, NgTemplateOutlet, RouterLink, StatusMark],
  template: `
    @let column = this.column();
    @switch (column.kind) {
      @case ('text') { @let text = column.value(row()); <span class="hk-cut" [class.hk-mono]="column.mono" [title]="text">{{ text || '–' }}</span> }
      @case ('link') { @let text = column.value(row()); @if (column.link(row()); as link) { <a class="hk-cut name" [routerLink]="link" [title]="text" (click)="$event.stopPropagation()">{{ text }}</a> } @else { <span class="hk-cut name" [title]="text">{{ text }}</span> } }
      @case ('number') { <span class="hk-number">{{ column.value(row()) ?? '–' }}@if (column.unit) { <span class="hk-third"> {{ column.unit }}</span> }</span> }
      @case ('status') { @let cell = column.value(row()); <hk-status [status]="cell.status" [word]="cell.word ?? ''" [reason]="cell.reason ?? ''" /> }
      @case ('age') { <hk-age [at]="column.value(row())" /> }
      @case ('chips') { <span class="chips">@for (text of column.value(row()); track text) { <hk-chip [value]="text" /> }</span> }
      @case ('custom') { @if (custom(); as template) { <ng-container [ngTemplateOutlet]="template" [ngTemplateOutletContext]="{ $implicit: row() }" /> } @else { <span class="hk-cut">{{ column.value(row()) }}</span> } }
    }`,
  styles: `
    :host { display: flex; align-items: center; min-width: 0; }
    .name { font-weight: 500; color: var(--hk-text); }
    .name:hover { color: var(--hk-accent); }
    .chips { display: flex; gap: 4px; min-width: 0; overflow: hidden; }
    .chips hk-chip { flex: none; max-width: 160px; }`,
})
export class Cell<Row> {
  readonly column = input.required<Column<Row>>();
  readonly row = input.required<Row>();
  readonly custom = input<TemplateRef<{ $implicit: unknown }> | null>(null);
}
