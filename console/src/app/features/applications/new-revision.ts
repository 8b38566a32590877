import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ApplicationSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { PageTitle } from '../../i18n/page-title';
import { injectTranslate } from '../../i18n/texts';
import { RevisionEditor } from '../../revision-editor/revision-editor';
import { revisionForm } from '../../revision-editor/revision-form';
import { Session } from '../../session/session';
import { PageHeader } from '../../ui/page-header/page-header';
import { Failed, Forbidden } from '../../ui/state/states';
import { ToastBox } from '../../ui/toast/toast-box';

/** The next revision of an application, beginning with the latest one. Saving changes nothing in any cluster. */
@Component({
  selector: 'hk-new-revision',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failed, Forbidden, PageHeader, RevisionEditor, RouterLink],
  template: `
    <hk-page-header [title]="t('revision.new')"><span state>{{ t(application()?.latestRevision ? 'revision.startsFrom' : 'revision.first', { number: application()?.latestRevision ?? 0 }) }}</span></hk-page-header>
    @if (!session.may('applications', 'update')) { <hk-forbidden /> }
    @else if (source.problem(); as problem) { <hk-failed [problem]="problem" (retry)="source.reload()" /> }
    @else {
      <hk-revision-editor [form]="form" />
      <div class="hk-row hk-row-wrap">
        @if (session.may('releases', 'create')) { <button type="button" class="hk-button hk-button-primary" [attr.aria-disabled]="!ready()" (click)="save(true)">{{ t('revision.saveAndRelease') }}</button> }
        <button type="button" class="hk-button" [attr.aria-disabled]="!ready()" (click)="save(false)">{{ t('revision.save') }}</button>
        <a class="hk-button hk-button-quiet" [routerLink]="['/applications', id()]">{{ t('confirm.cancel') }}</a>
        <span class="hk-small hk-third">{{ t('revision.saveHint') }}</span>
      </div>
    }`,
  styles: `:host { --hk-editor-height: max(320px, calc(100dvh - 412px)); }`,
})
export class NewRevision {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastBox);
  private readonly title = inject(PageTitle);
  readonly id = input.required<string>();
  protected readonly source = load(this.id, (id) => this.api.get<ApplicationSummary | null>(`/applications/${id}`), null);
  protected readonly application = this.source.value;
  protected readonly form = revisionForm(() => { const application = this.application(); return application === null ? undefined : { applicationId: application.id, latest: application.latestRevision }; });
  protected readonly ready = computed(() => !this.form.busy() && this.form.manifests().trim() !== '' && this.form.changed());

  constructor() {
    effect(() => { const application = this.application(); if (application !== null) this.title.name(this.t('revision.new'), [{ text: application.name, link: `/applications/${application.id}` }]); });
  }

  protected async save(release: boolean): Promise<void> {
    if (!this.ready()) return;
    const revision = await this.form.save();
    if (revision === null) return;
    this.toasts.show({ text: this.t('revision.saved', { number: revision.number, count: revision.objectCount }), tone: 'ok' });
    await (release ? this.router.navigate(['/releases/new'], { queryParams: { application: this.id(), revision: revision.number } }) : this.router.navigate(['/applications', this.id()], { queryParams: { tab: 'revisions', revision: revision.number } }));
  }
}
