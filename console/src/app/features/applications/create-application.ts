import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ApplicationCreate, type ApplicationSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { injectTranslate } from '../../i18n/texts';
import { Field, Input } from '../../ui/field/field';
import { draft, textOf } from '../../ui/form/draft';
import { PageHeader } from '../../ui/page-header/page-header';
import { ProblemNote } from '../../ui/state/problem-note';

/** A name is all that an application needs to begin with; its first revision comes next. */
@Component({
  selector: 'hk-create-application',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Input, PageHeader, ProblemNote, RouterLink],
  template: `
    <hk-page-header [title]="t('application.new')"><span state>{{ t('application.newText') }}</span></hk-page-header>
    <form class="hk-panel hk-stack" novalidate (submit)="send($event)">
      <hk-field [label]="t('application.name')" [hint]="t('application.nameHint')" [fault]="nameFault()"><input hkInput name="name" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="63" [value]="form.value().name" (input)="form.patch({ name: text($event) })" (blur)="form.touch('name')" /></hk-field>
      <hk-field [label]="t('application.description')" [fault]="form.fault('description')" optional><textarea hkInput name="description" rows="3" maxlength="500" [value]="form.value().description" (input)="form.patch({ description: text($event) })" (blur)="form.touch('description')"></textarea></hk-field>
      @if (nameFault() === null) { <hk-problem-note [problem]="form.problem()" /> }
      <div class="hk-row"><button type="submit" class="hk-button hk-button-primary" [attr.aria-disabled]="form.busy()">{{ t('application.createAndGoOn') }}</button><a class="hk-button hk-button-quiet" routerLink="/applications">{{ t('confirm.cancel') }}</a></div>
    </form>`,
  styles: `form { max-width: 720px; padding: 20px; gap: 16px; }`,
})
export class CreateApplication {
  protected readonly t = injectTranslate();
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  protected readonly text = textOf;
  protected readonly form = draft(ApplicationCreate, { name: '', description: '' }, async (order) => {
    const { id } = await this.api.post<ApplicationSummary>('/applications', order);
    await this.router.navigate(['/applications', id, 'revisions', 'new']);
  });
  protected readonly nameFault = computed(() => (this.form.problem()?.code === 'application-name-taken' ? this.t('application.nameTaken', { name: this.form.value().name }) : this.form.fault('name')));

  protected send(event: Event): void {
    event.preventDefault();
    void this.form.submit();
  }
}
