import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { injectTranslate } from '../../../i18n/texts';
import { RevisionEditor } from '../../../revision-editor/revision-editor';
import { Field, Input } from '../../../ui/field/field';
import { textOf } from '../../../ui/form/draft';
import { Failed, Skeleton } from '../../../ui/state/states';
import type { AssistantDraft } from './assistant-draft';

/** Which application and which revision, or a new one written right here. */
@Component({
  selector: 'hk-what-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Field, Input, RevisionEditor, Skeleton],
  template: `
    @let draft = this.draft();
    @if (draft.applications.state() === 'loading') { <hk-skeleton [lines]="4" /> }
    @else if (draft.applications.state() !== 'ready') { <hk-failed [problem]="draft.applications.problem()" (retry)="draft.applications.reload()" /> }
    @else {
      <hk-field [label]="t('release.application')" [fault]="faultOf('application')"><select hkInput name="application" (change)="draft.chooseApplication(text($event))">
        <option value="" disabled [selected]="draft.applicationId() === ''">{{ t('assistant.chooseApplication') }}</option>
        @for (application of draft.applications.value(); track application.id) { <option [value]="application.id" [selected]="application.id === draft.applicationId()">{{ application.name }}</option> }
        @if (draft.mayCreate()) { <option value="new" [selected]="draft.isNew()">{{ t('assistant.newApplication') }}</option> }
      </select></hk-field>
      @if (draft.isNew()) {
        <hk-field [label]="t('application.name')" [hint]="t('application.nameHint')" [fault]="faultOf('name')"><input hkInput name="name" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="63" [value]="draft.newName()" (input)="draft.newName.set(text($event))" /></hk-field>
      }
      @if (draft.application(); as application) {
        @if (application.latestRevision !== null) {
          <hk-field [label]="t('placement.revision')" [fault]="faultOf('revision')"><select hkInput name="revision" (change)="draft.chooseRevision(text($event))">
            @for (revision of draft.revisions.value(); track revision.number) { <option [value]="revision.number" [selected]="revision.number === draft.revision()">{{ t('assistant.revisionOption', { number: revision.number, count: revision.objectCount, author: revision.author }) }}{{ revision.note ? ' · ' + revision.note : '' }}</option> }
            @if (draft.mayWrite()) { <option value="new" [selected]="draft.writing()">{{ t('assistant.newRevision') }}</option> }
          </select></hk-field>
        }
      }
      @if (draft.writing() && draft.mayWrite()) { <hk-revision-editor [form]="draft.form" />@if (faultOf('manifests'); as fault) { <p class="fault" role="alert">{{ fault }}</p> } }
    }`,
  styles: `
    :host { display: grid; gap: 16px; }
    hk-field { max-width: 520px; }
    .fault { color: var(--hk-failing); }`,
})
export class WhatStep {
  protected readonly t = injectTranslate();
  readonly draft = input.required<AssistantDraft>();
  /** Faults are shown once the step was to be left. */
  readonly asked = input(false);
  protected readonly text = textOf;

  protected faultOf(field: string): string | null {
    const fault = this.asked() ? this.draft().faultOf('what') : null;
    return fault === `assistant.fault.${field}` ? this.t(fault) : null;
  }
}
