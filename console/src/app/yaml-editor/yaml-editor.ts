import { ChangeDetectionStrategy, Component, input, model, viewChild } from '@angular/core';
import { injectTranslate } from '../i18n/texts';
import { Icon } from '../ui/icon/icon';
import { Skeleton } from '../ui/state/states';
import { MonacoHost } from './monaco-host';

export interface EditorProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly severity?: 'error' | 'warning';
}

/** YAML to write, with what is wrong in it marked at its line and listed below. The editor's code loads when it is first drawn. */
@Component({
  selector: 'hk-yaml-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MonacoHost, Skeleton],
  template: `
    <div class="frame">
      @defer (on immediate) {
        <hk-monaco-host [(value)]="value" [label]="label()" [problems]="problems()" [readOnly]="readOnly()" />
      } @placeholder { <div class="wait"><hk-skeleton [lines]="8" /></div> } @error { <p class="wait" role="alert">{{ t('yaml.failed') }}</p> }
    </div>
    <div class="below hk-small">
      <span class="hk-third">{{ t('yaml.leave') }}</span>
      @if (problems().length > 0) {
        <ul aria-live="polite">
          @for (problem of problems(); track $index) {
            <li [attr.data-severity]="problem.severity ?? 'error'"><hk-icon [name]="problem.severity === 'warning' ? 'triangle-alert' : 'circle-alert'" [size]="14" /><button type="button" (click)="reveal(problem.line)">{{ t('yaml.line', { line: problem.line }) }}</button><span>{{ problem.message }}</span></li>
          }
        </ul>
      }
    </div>`,
  styles: `
    :host { display: grid; gap: 6px; min-width: 0; }
    .frame { height: var(--hk-editor-height, 420px); overflow: hidden; border: 1px solid var(--hk-line-strong); border-radius: 6px; background: var(--hk-sunken); }
    .frame:focus-within { border-color: var(--hk-accent); box-shadow: 0 0 0 1px var(--hk-accent); }
    hk-monaco-host { display: block; height: 100%; }
    .wait { padding: 8px 16px; }
    .below { display: grid; gap: 4px; }
    li { display: flex; align-items: flex-start; gap: 6px; padding: 2px 0; color: var(--hk-failing); }
    li[data-severity='warning'] { color: var(--hk-warning); }
    li span { color: var(--hk-text); overflow-wrap: anywhere; }
    button { flex: none; padding: 0; border: 0; background: none; color: var(--hk-accent); font: inherit; text-decoration: underline; text-underline-offset: 2px; cursor: pointer; }`,
})
export class YamlEditor {
  protected readonly t = injectTranslate();
  private readonly editor = viewChild(MonacoHost);
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  readonly problems = input<readonly EditorProblem[]>([]);
  readonly readOnly = input(false);

  protected reveal(line: number): void {
    this.editor()?.reveal(line);
  }
}
