import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatMenuModule } from '@angular/material/menu';
import type { ClusterDetail, ProbeReport as Report } from '@hyperkuber/contracts';
import { load } from '../../api/load';
import { toProblem } from '../../api/problem';
import { refreshEvery } from '../../api/refresh';
import { PageTitle } from '../../i18n/page-title';
import { injectTranslate } from '../../i18n/texts';
import { urlParam } from '../../ui/address/url-params';
import { Age } from '../../ui/age/age';
import { Chip } from '../../ui/chip/chip';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { showScope } from '../../ui/scope/scope';
import { Empty, Failed, Forbidden, Skeleton } from '../../ui/state/states';
import { StatusMark } from '../../ui/status/status-mark';
import { type Tab, Tabs } from '../../ui/tabs/tabs';
import { ToastBox } from '../../ui/toast/toast-box';
import { ClusterAccess } from './cluster-access';
import { ClusterActions } from './cluster-actions';
import { ClusterApi } from './cluster-api';
import { ClusterCapabilities } from './cluster-capabilities';
import { labelTexts } from './cluster-columns';
import { ClusterHealth } from './cluster-health';
import { ClusterOverview } from './cluster-overview';
import { problemWords, statusCell } from './cluster-words';
import { EditCluster } from './edit-cluster';
import { EnvironmentChip } from './environment-chip';
import { RotateCredential } from './rotate-credential';
import { Tint } from './tint';

const PACE_MS = 10_000;
const NOTHING: ClusterDetail | null = null;
const TABS: readonly Tab[] = ['overview', 'health', 'capabilities', 'access'].map((key) => ({ key, label: `clusterTab.${key}` }));

/** One cluster: whether it is well and why not, what it is, what it can do, and who the platform is in it. */
@Component({
  selector: 'hk-cluster-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Chip, ClusterAccess, ClusterCapabilities, ClusterHealth, ClusterOverview, EditCluster, Empty, EnvironmentChip, Failed, Forbidden, Icon, MatMenuModule, PageHeader, RotateCredential, RouterLink, Skeleton, StatusMark, Tabs, Tint],
  templateUrl: './cluster-page.html',
  styles: `.why { padding: 0; border: 0; background: none; color: var(--hk-accent); font: inherit; cursor: pointer; } .why:hover { text-decoration: underline; text-underline-offset: 2px; } .danger { color: var(--hk-failing); } .stale { color: var(--hk-warning); } .loading { padding: 16px; }`,
})
export class ClusterPage {
  protected readonly t = injectTranslate();
  private readonly api = inject(ClusterApi);
  protected readonly actions = inject(ClusterActions);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastBox);
  readonly id = input.required<string>();
  protected readonly tabs = TABS;
  protected readonly tab = urlParam('tab', 'overview', { history: true });
  protected readonly panel = urlParam('panel', '', { history: true });
  protected readonly shownTab = computed(() => (TABS.some(({ key }) => key === this.tab()) ? this.tab() : 'overview'));

  protected readonly detail = load(() => this.id(), (id) => this.api.read(id), NOTHING);
  protected readonly health = load(() => this.id(), (id) => this.api.health(id, 24), []);
  protected readonly report = signal<Report | null>(null);
  protected readonly probing = signal(false);
  protected readonly gone = computed(() => this.detail.problem()?.status === 404);
  protected readonly stale = computed(() => this.detail.state() === 'ready' && this.detail.problem() !== null);
  protected readonly state = computed(() => { const cluster = this.detail.value(); return cluster === null ? null : statusCell(this.t, cluster); });
  protected readonly labels = computed(() => labelTexts(this.detail.value()?.labels ?? {}));

  constructor() {
    const title = inject(PageTitle);
    effect(() => { const name = this.detail.value()?.name; if (name !== undefined) title.name(name); });
    showScope(() => {
      const cluster = this.detail.value();
      return cluster === null ? null : { cluster: cluster.name, clusterLink: `/clusters/${cluster.id}`, environment: this.t(`environment.${cluster.environment}`), production: cluster.environment === 'production', namespace: null };
    });
    refreshEvery([this.detail, this.health], () => PACE_MS);
  }

  protected reload(): void {
    this.detail.reload();
    this.health.reload();
  }

  protected async probe(): Promise<void> {
    if (this.probing()) return;
    this.probing.set(true);
    try {
      this.report.set(await this.api.probe(this.id()));
      this.reload();
    } catch (cause) {
      const problem = toProblem(cause);
      this.toasts.show({ text: problemWords(this.t, problem) || problem.message, tone: 'failing' });
    } finally {
      this.probing.set(false);
    }
  }

  protected async act(action: 'disable' | 'enable' | 'remove', cluster: ClusterDetail): Promise<void> {
    if (action === 'remove') {
      if (await this.actions.remove(cluster)) await this.router.navigate(['/clusters']);
      return;
    }
    await this.actions[action]([cluster]);
    this.reload();
  }

  protected close(): void {
    this.panel.set('');
    this.reload();
  }
}
