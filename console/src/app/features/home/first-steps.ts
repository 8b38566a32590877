import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon/icon';

/** The way from an empty platform to the first release, in three steps; what is done is ticked. */
@Component({
  selector: 'hk-first-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  template: `
    <section class="hk-panel">
      <h2>{{ t('home.first') }}</h2>
      <p class="hk-second">{{ t('home.firstText') }}</p>
      <ol>
        @for (step of steps(); track step.key; let place = $index) {
          <li [class.done]="step.done" [class.current]="step.key === current()">
            <span class="mark">@if (step.done) { <hk-icon name="check" /><span class="hk-hidden">{{ t('home.done') }}</span> } @else { {{ place + 1 }} }</span>
            <div><h3>{{ t('home.step.' + step.key) }}</h3><p class="hk-second">{{ t('home.stepText.' + step.key) }}</p></div>
            @if (!step.done && step.may) { <a [class]="'hk-button' + (step.key === current() ? ' hk-button-primary' : '')" [routerLink]="step.link">{{ t('home.step.' + step.key) }}</a> }
          </li>
        }
      </ol>
    </section>`,
  styles: `
    section { display: grid; gap: 4px; max-width: 860px; padding: 24px; }
    ol { display: grid; margin-top: 12px; }
    li { display: grid; grid-template-columns: 28px minmax(0, 1fr) auto; gap: 4px 12px; align-items: center; padding: 14px 0; border-top: 1px solid var(--hk-line); }
    .mark { display: grid; place-items: center; width: 28px; height: 28px; border: 1px solid var(--hk-line-strong); border-radius: 50%; color: var(--hk-text-2); font-weight: 500; }
    .current .mark { border-color: var(--hk-accent); color: var(--hk-accent); }
    .done .mark { border-color: var(--hk-ok); color: var(--hk-ok); }
    .done h3 { color: var(--hk-text-2); font-weight: 500; }
    @media (max-width: 720px) { section { padding: 16px; } li { grid-template-columns: 28px minmax(0, 1fr); } li a { grid-column: 2; justify-self: start; } }`,
})
export class FirstSteps {
  protected readonly t = injectTranslate();
  private readonly session = inject(Session);
  readonly clusters = input.required<number>();
  readonly applications = input.required<number>();
  readonly releases = input.required<number>();
  protected readonly steps = computed(() => [
    { key: 'cluster', done: this.clusters() > 0, may: this.session.may('clusters', 'create'), link: '/clusters/new' },
    { key: 'application', done: this.applications() > 0, may: this.session.may('applications', 'create'), link: '/applications/new' },
    { key: 'release', done: this.releases() > 0, may: this.session.may('releases', 'create'), link: '/releases/new' },
  ]);
  protected readonly current = computed(() => this.steps().find(({ done }) => !done)?.key ?? '');
}
