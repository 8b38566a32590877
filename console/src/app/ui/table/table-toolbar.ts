import { booleanAttribute, ChangeDetectionStrategy, Component, computed, type ElementRef, inject, input, model, output, viewChild } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { injectTranslate } from '../../i18n/texts';
import { DENSITIES, type Density, Preferences } from '../../session/preferences';
import { Icon } from '../icon/icon';
import { useShortcuts } from '../keyboard/shortcuts';

export interface ColumnChoice {
  readonly key: string;
  readonly label: string;
  readonly shown: boolean;
}

/** Above a table: the filter (key `/`), waiting changes, which columns, and how dense. */
@Component({
  selector: 'hk-table-toolbar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatMenuModule],
  template: `
    @if (filterable()) {
      <div class="filter">
        <hk-icon name="search" />
        <input #filter class="hk-input" type="search" autocomplete="off" spellcheck="false" [attr.aria-label]="t('table.filter')" [placeholder]="t('table.filterHint')" [value]="query()" (input)="type(filter.value)" (keydown.escape)="leave($event)" (keydown.enter)="enter($event)" (keydown.arrowdown)="enter($event)" />
        <kbd aria-hidden="true">/</kbd>
      </div>
    }
    <ng-content />
    <span class="hk-spacer"></span>
    @if (waiting() > 0) { <button type="button" class="hk-button hk-button-small waiting" (click)="applied.emit()"><hk-icon name="refresh-cw" [size]="14" />{{ t.count('table.changes', waiting()) }}</button> }
    @if (live()) { <span class="live hk-small" [title]="t('table.liveHint')"><span class="dot" aria-hidden="true"></span>{{ t('table.live') }}</span> }
    <button type="button" class="hk-button hk-button-quiet columns" [matMenuTriggerFor]="choice"><hk-icon name="columns-3" />{{ t('table.columns') }}</button>
    <mat-menu #choice="matMenu">
      @for (column of columns(); track column.key) {
        <button mat-menu-item role="menuitemcheckbox" [attr.aria-checked]="column.shown" (click)="$event.stopPropagation(); toggled.emit(column.key)"><span class="hk-row"><hk-icon [name]="column.shown ? 'check' : 'minus'" />{{ t(column.label) }}</span></button>
      }
      <hr />
      @for (density of densities; track density) {
        <button mat-menu-item role="menuitemradio" [attr.aria-checked]="preferences.density() === density" (click)="setDensity(density)"><span class="hk-row"><hk-icon [name]="preferences.density() === density ? 'check' : 'rows-3'" />{{ t('density.' + density) }}</span></button>
      }
    </mat-menu>`,
  styles: `
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; min-width: 0; }
    .filter { position: relative; flex: 0 1 360px; min-width: min(200px, 100%); }
    .filter hk-icon { position: absolute; left: 10px; top: 50%; transform: translateY(-50%); color: var(--hk-text-3); pointer-events: none; }
    .filter input { padding-left: 32px; }
    .filter kbd { position: absolute; right: 8px; top: 50%; transform: translateY(-50%); pointer-events: none; }
    .filter input:focus ~ kbd, .filter input:not(:placeholder-shown) ~ kbd { display: none; }
    .waiting { color: var(--hk-accent); border-color: var(--hk-accent); }
    .live { display: inline-flex; align-items: center; gap: 6px; color: var(--hk-text-2); }
    .dot { width: 8px; height: 8px; border-radius: 50%; background: var(--hk-ok); }
    @media (max-width: 720px) { .columns { display: none; } .filter { flex: 1 1 100%; } .filter kbd { display: none; } }`,
})
export class TableToolbar {
  protected readonly t = injectTranslate();
  protected readonly preferences = inject(Preferences);
  protected readonly densities = DENSITIES;
  private readonly filter = viewChild<ElementRef<HTMLInputElement>>('filter');
  readonly query = model.required<string>();
  readonly columns = input.required<readonly ColumnChoice[]>();
  readonly waiting = input(0);
  readonly live = input(false, { transform: booleanAttribute });
  readonly filterable = input(true, { transform: booleanAttribute });
  readonly toggled = output<string>();
  readonly applied = output();
  /** The filter was left with Esc, or for the rows it found; the table takes the focus. */
  readonly left = output();
  private readonly field = computed(() => this.filter()?.nativeElement);

  constructor() {
    useShortcuts({ keys: '/', label: 'keys.filter', group: 'list', run: () => this.field()?.focus(), when: () => this.field() !== undefined });
  }

  protected type(text: string): void {
    this.query.set(text);
  }

  protected leave(event: Event): void {
    event.preventDefault();
    if (this.query() !== '') this.query.set('');
    else this.left.emit();
  }

  protected enter(event: Event): void {
    event.preventDefault();
    this.left.emit();
  }

  protected setDensity(density: Density): void {
    this.preferences.density.set(density);
  }
}
