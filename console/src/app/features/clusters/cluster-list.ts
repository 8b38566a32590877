import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ClusterSummary } from '@hyperkuber/contracts';
import { load } from '../../api/load';
import { refreshEvery } from '../../api/refresh';
import { Texts } from '../../i18n/texts';
import { Session } from '../../session/session';
import { urlParam } from '../../ui/address/url-params';
import { Icon } from '../../ui/icon/icon';
import { PageHeader } from '../../ui/page-header/page-header';
import { Empty, Failed, Forbidden, Skeleton } from '../../ui/state/states';
import { CellTemplate } from '../../ui/table/cell';
import { DataTable } from '../../ui/table/data-table';
import { filterRows, sortRows } from '../../ui/table/rows';
import { readSort } from '../../ui/table/column';
import { ClusterActions } from './cluster-actions';
import { ClusterApi } from './cluster-api';
import { ClusterCard } from './cluster-card';
import { clusterColumns } from './cluster-columns';
import { capacityText, nodesText } from './cluster-words';
import { EditCluster } from './edit-cluster';
import { EnvironmentChip } from './environment-chip';
import { RotateCredential } from './rotate-credential';
import { StateSummary } from './state-summary';
import { Tint } from './tint';

const PACE_MS = 10_000;

/** All clusters: whether they are well, and what can be done about those that are not. */
@Component({
  selector: 'hk-cluster-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CellTemplate, ClusterCard, DataTable, EditCluster, Empty, EnvironmentChip, Failed, Forbidden, Icon, NgTemplateOutlet, PageHeader, RotateCredential, RouterLink, Skeleton, StateSummary, Tint],
  templateUrl: './cluster-list.html',
  styles: `
    .views { display: inline-flex; flex: none; }
    .views button { border-radius: 0; }
    .views button:first-child { border-radius: var(--hk-radius) 0 0 var(--hk-radius); }
    .views button:last-child { margin-left: -1px; border-radius: 0 var(--hk-radius) var(--hk-radius) 0; }
    .views [aria-pressed='true'] { background: var(--hk-accent-ground); border-color: var(--hk-accent); color: var(--hk-accent); z-index: 1; }
    .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    .filter { position: relative; flex: 0 1 360px; min-width: min(200px, 100%); }
    .filter hk-icon { position: absolute; left: 10px; top: 50%; transform: translateY(-50%); color: var(--hk-text-3); pointer-events: none; }
    .filter input { padding-left: 32px; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); gap: 12px; }
    .cards li { display: grid; min-width: 0; }
    .stale { color: var(--hk-warning); }
    @media (max-width: 720px) { .filter { flex: 1 1 100%; } }`,
})
export class ClusterList {
  private readonly texts = inject(Texts);
  protected readonly t = this.texts.translate;
  private readonly api = inject(ClusterApi);
  private readonly actions = inject(ClusterActions);
  private readonly router = inject(Router);
  protected readonly mayAdd = inject(Session).may('clusters', 'create');
  protected readonly view = urlParam('view', 'table');
  protected readonly query = urlParam('q');
  protected readonly sort = urlParam('sort');
  private readonly picked = urlParam('selected');
  /** The cluster whose panel is open, and which panel it is. */
  private readonly edited = urlParam('edit', '', { history: true });
  private readonly rotated = urlParam('rotate', '', { history: true });

  protected readonly clusters = load(() => true, () => this.api.list(), []);
  protected readonly columns = computed(() => clusterColumns(this.t));
  protected readonly offered = this.actions.offered();
  protected readonly forMany = this.offered.some(({ many }) => many === true);
  protected readonly rowId = ({ id }: ClusterSummary): string => id;
  protected readonly nodes = ({ facts }: ClusterSummary): string => nodesText(facts.nodes);
  protected readonly capacity = ({ facts }: ClusterSummary): string => capacityText(facts.capacity, this.texts.language());
  protected readonly selection = computed<ReadonlySet<string>>(() => new Set(this.picked().split(',').filter((id) => id !== '')));
  protected readonly shown = computed(() => sortRows(filterRows(this.clusters.value(), this.columns(), this.query()), this.columns(), readSort(this.sort())));
  protected readonly editing = computed(() => this.find(this.edited()));
  protected readonly rotating = computed(() => this.find(this.rotated()));
  protected readonly stale = computed(() => this.clusters.state() === 'ready' && this.clusters.problem() !== null);

  constructor() {
    refreshEvery([this.clusters], () => PACE_MS);
  }

  protected select(ids: ReadonlySet<string>): void {
    this.picked.set([...ids].join(','));
  }

  protected open({ id }: ClusterSummary): void {
    void this.router.navigate(['/clusters', id]);
  }

  protected async act(action: string, rows: readonly ClusterSummary[]): Promise<void> {
    const able = rows.filter((row) => this.offered.find(({ key }) => key === action)?.when?.(row) ?? false);
    const [first] = able;
    if (first === undefined) return;
    if (action === 'edit') this.edited.set(first.id);
    if (action === 'rotate') this.rotated.set(first.id);
    if (action === 'probe') await this.actions.probe(able);
    if (action === 'disable') await this.actions.disable(able);
    if (action === 'enable') await this.actions.enable(able);
    if (action === 'remove') await this.actions.remove(first);
    this.clusters.reload();
  }

  protected close(): void {
    this.edited.set('');
    this.rotated.set('');
    this.clusters.reload();
  }

  protected filterBy(status: string): void {
    this.query.set(`status:${status}`);
  }

  protected textOf(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : '';
  }

  private find(id: string): ClusterSummary | null {
    return this.clusters.value().find((cluster) => cluster.id === id) ?? null;
  }
}
