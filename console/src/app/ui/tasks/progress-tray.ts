import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTranslate } from '../../i18n/texts';
import { Icon } from '../icon/icon';
import { StatusMark } from '../status/status-mark';
import { Viewport } from '../viewport/viewport';
import { TaskList } from './task-list';

/** The tray at the bottom right: what runs, how far it is, and what came of it. */
@Component({
  selector: 'hk-progress-tray',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, StatusMark],
  template: `
    @if (list.tasks().length > 0) {
      <section [attr.aria-label]="t('tasks.title')">
        <button type="button" class="head" [attr.aria-expanded]="open()" (click)="open.set(!open())">
          <hk-status [status]="mark()" [bare]="true" /><span class="hk-spacer">{{ list.running() > 0 ? t.count('tasks.running', list.running()) : t('tasks.finished') }}</span><hk-icon [name]="open() ? 'chevron-down' : 'chevron-up'" />
        </button>
        @if (open()) {
          <ul>
            @for (task of list.tasks(); track task.id) {
              <li>
                <div class="hk-row"><hk-status [status]="task.state === 'running' ? 'progressing' : task.state === 'done' ? 'ok' : 'failing'" [bare]="true" />
                  @if (task.link; as link) { <a class="hk-cut hk-spacer" [routerLink]="link">{{ task.label }}</a> } @else { <span class="hk-cut hk-spacer">{{ task.label }}</span> }
                  @if (task.state !== 'running') { <button type="button" class="hk-button hk-button-quiet hk-button-icon hk-button-small" (click)="list.remove(task.id)" [attr.aria-label]="t('tasks.dismiss', { name: task.label })"><hk-icon name="x" /></button> }
                  @else if (task.cancel) { <button type="button" class="hk-button hk-button-small" (click)="task.cancel()">{{ t('tasks.cancel') }}</button> }
                </div>
                @if (task.state === 'running') { <progress [attr.value]="task.total === null ? null : task.done" [attr.max]="task.total" [attr.aria-label]="task.label"></progress> }
                @if (task.note) { <p class="hk-small hk-second">{{ task.note }}</p> }
              </li>
            }
          </ul>
        }
      </section>
    }`,
  styles: `
    :host { position: fixed; z-index: 900; right: 16px; bottom: calc(var(--hk-bottom) + 16px); width: min(360px, calc(100vw - 32px)); }
    section { overflow: hidden; border: 1px solid var(--hk-line); border-radius: 8px; background: var(--hk-raised); box-shadow: var(--hk-shadow); }
    .head { display: flex; align-items: center; gap: 8px; width: 100%; padding: 8px 12px; border: 0; background: none; color: var(--hk-text); font: 500 13px/20px var(--hk-sans); text-align: left; cursor: pointer; }
    .head:focus-visible { outline-offset: -3px; }
    ul { max-height: 40vh; overflow: auto; border-top: 1px solid var(--hk-line); }
    li { padding: 8px 12px; display: grid; gap: 4px; }
    li + li { border-top: 1px solid var(--hk-line); }
    progress { width: 100%; height: 4px; border: 0; border-radius: 2px; overflow: hidden; background: var(--hk-line); accent-color: var(--hk-accent); appearance: none; }
    progress::-webkit-progress-bar { background: var(--hk-line); }
    progress::-webkit-progress-value { background: var(--hk-progressing); }
    progress::-moz-progress-bar { background: var(--hk-progressing); }`,
})
export class ProgressTray {
  protected readonly t = injectTranslate();
  protected readonly list = inject(TaskList);
  protected readonly open = signal(!inject(Viewport).narrow());
  protected readonly mark = computed(() => (this.list.running() > 0 ? 'progressing' : this.list.tasks().some((task) => task.state === 'failed') ? 'failing' : 'ok'));
}
