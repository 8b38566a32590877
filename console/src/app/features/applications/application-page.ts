import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatMenuModule } from '@angular/material/menu';
import type { ApplicationSummary } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { load } from '../../api/load';
import { toProblem } from '../../api/problem';
import { refreshEvery } from '../../api/refresh';
import { PageTitle } from '../../i18n/page-title';
import { injectTranslate } from '../../i18n/texts';
import { healthStatus } from '../../release-words/status-of';
import { ReleaseWords } from '../../release-words/words';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { Chip } from '../../ui/chip/chip';
import { Confirm } from '../../ui/confirm/confirm';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { Failed, Forbidden, Skeleton } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { Tabs } from '../../ui/tabs/tabs';
import { ToastBox } from '../../ui/toast/toast-box';
import { worstPlacement } from './application-health';
import { ApplicationOverview } from './application-overview';
import { ApplicationReleases } from './application-releases';
import { ApplicationRevisions } from './application-revisions';

const PACE_MS = 10_000;

/** One application: where it runs, its revisions, and its releases. */
@Component({
  selector: 'hk-application-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ApplicationOverview, ApplicationReleases, ApplicationRevisions, Chip, Failed, Forbidden, Icon, MatMenuModule, PageHeader, RouterLink, Skeleton, StatusMark, Tabs],
  templateUrl: './application-page.html',
})
export class ApplicationPage {
  protected readonly t = injectTranslate();
  protected readonly session = inject(Session);
  private readonly words = inject(ReleaseWords);
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(ToastBox);
  private readonly title = inject(PageTitle);
  readonly id = input.required<string>();
  protected readonly tab = urlParam('tab', 'overview', { history: true });
  protected readonly source = load(this.id, (id) => this.api.get<ApplicationSummary | null>(`/applications/${id}`), null);
  protected readonly application = this.source.value;
  protected readonly tabs = computed(() => [
    { key: 'overview', label: 'application.overview', count: this.application()?.placements.length ?? null },
    { key: 'revisions', label: 'application.revisions', count: this.application()?.latestRevision ?? null },
    { key: 'releases', label: 'application.releases' },
  ]);
  protected readonly worst = computed(() => {
    const application = this.application();
    const place = application === null ? null : worstPlacement(application);
    if (place === null) return null;
    const why = this.words.placement(place);
    return { status: healthStatus(place.health), word: this.words.health(place.health), reason: why === '' ? '' : `${place.clusterName}/${place.namespace}: ${why}`, releaseId: place.releaseId };
  });
  protected readonly mayDelete = computed(() => this.session.may('applications', 'delete') && this.application()?.placements.length === 0);

  constructor() {
    effect(() => this.title.name(this.application()?.name ?? ''));
    refreshEvery([this.source], () => PACE_MS);
  }

  protected async remove(application: ApplicationSummary): Promise<void> {
    const agreed = await this.confirm.ask({
      title: this.t('application.deleteTitle', { name: application.name }), text: this.t('application.deleteText'), action: this.t('application.deleteAction', { name: application.name }), danger: true, typed: application.name,
    });
    if (!agreed) return;
    try {
      await this.api.delete(`/applications/${application.id}`);
      this.toasts.show({ text: this.t('application.deleted', { name: application.name }), tone: 'ok' });
      await this.router.navigateByUrl('/applications');
    } catch (cause) {
      this.toasts.show({ text: toProblem(cause).message, tone: 'failing' });
    }
  }
}
