import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ReleaseDetail } from '@hyperkuber/contracts';
import { ApiClient } from '../../../api/api-client';
import { load } from '../../../api/load';
import { injectTranslate } from '../../../i18n/texts';
import { Session } from '../../../session/session';
import { urlParam } from '../../../ui/address/url-params';
import { PageHeader } from '../../../ui/page-header/page-header';
import { ProblemNote } from '../../../ui/state/problem-note';
import { Forbidden } from '../../../ui/state/states';
import { Wizard, type WizardStep } from '../../../ui/wizard/wizard';
import { planReview } from '../plan/plan-review';
import { PlanView } from '../plan/plan-view';
import { assistantDraft, type Step, STEPS } from './assistant-draft';
import { OptionsStep } from './options-step';
import { WhatStep } from './what-step';
import { WhereStep } from './where-step';

/** What, where, how, and then the plan: nothing reaches a cluster before the last button, and that button says what it does. */
@Component({
  selector: 'hk-release-assistant',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Forbidden, OptionsStep, PageHeader, PlanView, ProblemNote, RouterLink, WhatStep, WhereStep, Wizard],
  template: `
    <hk-page-header [title]="t('assistant.title')"><span state>{{ summary() }}</span></hk-page-header>
    @if (!session.may('releases', 'create')) { <hk-forbidden /> }
    @else {
      <hk-wizard [class.wide]="step() === 'plan'" [steps]="steps()" [current]="step()" [action]="review.words()" [busy]="draft.busy() || review.busy()" [ready]="review.hindrance() === null" (chosen)="go($event)" (finished)="start()" (cancelled)="leave()">
        @switch (step()) {
          @case ('what') { <hk-what-step [draft]="draft" [asked]="asked().has('what')" /> }
          @case ('where') { <hk-where-step [draft]="draft" [asked]="asked().has('where')" /> }
          @case ('options') { <hk-options-step [draft]="draft" [asked]="asked().has('options')" /> }
          @case ('plan') { <hk-plan-view [review]="review" /> }
        }
        <div class="problem"><hk-problem-note [problem]="draft.problem()" [text]="problemWords()" />@if (inTheWay(); as id) { <a [routerLink]="['/releases', id]">{{ t('assistant.toBusy') }}</a> }</div>
        <span note class="hk-small hk-second" aria-live="polite">@if (step() === 'plan') { @if (review.hindrance(); as key) { {{ t(key) }} } } @else if (draft.busy()) { {{ t('assistant.busy') }} }</span>
      </hk-wizard>
    }`,
  styles: `
    hk-wizard { flex: 1; --hk-editor-height: 360px; }
    hk-wizard.wide { grid-template-columns: 200px minmax(0, 1fr) 0; }
    .problem { display: grid; gap: 8px; justify-items: start; margin-top: 12px; }`,
})
export class ReleaseAssistant {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly stepText = urlParam('step', 'what', { history: true });
  private readonly releaseId = urlParam('release');
  protected readonly draft = assistantDraft();
  protected readonly asked = signal<ReadonlySet<Step>>(new Set());
  /** Set by the answer that began the plan; read again when the page is opened by its address. */
  private readonly read = load(() => this.releaseId() || undefined, (id) => this.api.get<ReleaseDetail | null>(`/releases/${id}`), null);
  private readonly begun = linkedSignal<ReleaseDetail | null, ReleaseDetail | null>({ source: this.read.value, computation: (next, previous) => next ?? previous?.value ?? null });
  protected readonly release = computed(() => { const begun = this.begun(); return begun !== null && begun.id === this.releaseId() ? begun : null; });
  protected readonly review = planReview({ id: () => this.releaseId() || null, release: () => this.release() });
  protected readonly step = computed<Step>(() => {
    const step = STEPS.find((each) => each === this.stepText()) ?? 'what';
    return step === 'plan' && this.releaseId() === '' ? 'options' : step;
  });
  protected readonly steps = computed<readonly WizardStep[]>(() => STEPS.map((key) => {
    const isBehind = STEPS.indexOf(key) < STEPS.indexOf(this.step());
    return { key, label: `assistant.step.${key}`, state: this.asked().has(key) && this.draft.faultOf(key) !== null && this.release() === null ? 'faulty' : isBehind ? 'done' : 'open' };
  }));
  protected readonly summary = computed(() => {
    const name = this.release()?.applicationName ?? this.draft.application()?.name ?? '';
    const revision = this.release()?.revision ?? this.draft.revision();
    if (name === '') return this.t('assistant.text');
    return revision === null ? name : `${name} · ${this.t('revision.number', { number: revision })}`;
  });
  protected readonly problemWords = computed(() => {
    const code = this.draft.problem()?.code;
    if (code === 'application-name-taken') return this.t('application.nameTaken', { name: this.draft.newName() });
    return code === 'target-busy' ? this.t('assistant.targetBusy') : '';
  });
  /** The release that holds one of the places; the refusal names it. */
  protected readonly inTheWay = computed(() => { const problem = this.draft.problem(); return problem?.code === 'target-busy' ? (/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(problem.detail)?.[0] ?? null) : null; });

  /** Forward only over steps that are in order; what a step has to make is made on the way. */
  protected async go(wanted: string): Promise<void> {
    const to = STEPS.findIndex((each) => each === wanted);
    const from = STEPS.indexOf(this.step());
    if (to < from && this.step() === 'plan') await this.dropPlan();
    for (const [place, step] of STEPS.entries()) {
      if (place >= to) break;
      if (await this.pass(step)) continue;
      this.stepText.set(step);
      return;
    }
    if (STEPS[to] === 'plan' && !(await this.beginPlan())) return;
    this.stepText.set(STEPS[to] ?? 'what');
  }

  protected async start(): Promise<void> {
    const id = this.releaseId();
    if (await this.review.approve()) await this.router.navigate(['/releases', id]);
  }

  protected async leave(): Promise<void> {
    await this.dropPlan();
    const application = this.draft.application();
    await this.router.navigateByUrl(application === null ? '/releases' : `/applications/${application.id}`);
  }

  private async pass(step: Step): Promise<boolean> {
    this.asked.update((asked) => new Set([...asked, step]));
    if (this.draft.faultOf(step) !== null) return false;
    return step !== 'what' || this.draft.saveWhat();
  }

  private async beginPlan(): Promise<boolean> {
    const begun = await this.draft.startPlan();
    if (begun === null) return false;
    this.begun.set(begun);
    this.releaseId.set(begun.id);
    return true;
  }

  /** A plan that nobody will start would hold its places; somebody who goes back makes a new one. */
  private async dropPlan(): Promise<void> {
    const id = this.releaseId();
    if (id === '') return;
    this.releaseId.set('');
    await this.draft.attempt(() => this.api.post(`/releases/${id}/cancellations`)).catch(() => null);
  }
}
