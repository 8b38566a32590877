import { inject, Injectable } from '@angular/core';
import type { ClusterSummary } from '@hyperkuber/contracts';
import { type Problem, toProblem } from '../../api/problem';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import { Confirm } from '../../ui/confirm/confirm';
import type { RowAction } from '../../ui/table/column';
import { ToastBox } from '../../ui/toast/toast-box';
import { ClusterApi } from './cluster-api';
import { faultWords, problemWords, stateWord, usagesIn } from './cluster-words';

type Named = Pick<ClusterSummary, 'id' | 'name' | 'environment'>;

/** What can be done to clusters from a list or a page: what is offered to this person, the question before it, and what is said afterwards. */
@Injectable({ providedIn: 'root' })
export class ClusterActions {
  private readonly t = injectTranslate();
  private readonly api = inject(ClusterApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(ToastBox);

  /** The actions of a row; what the person may not do on any cluster is not among them. */
  offered(): readonly RowAction<ClusterSummary>[] {
    const on = (action: string, enabled?: boolean) => (cluster: ClusterSummary): boolean => this.may(action, cluster) && (enabled === undefined || cluster.enabled === enabled);
    const all: readonly (RowAction<ClusterSummary> & { readonly right: string })[] = [
      { key: 'probe', right: 'probe', label: 'clusters.probe', icon: 'refresh-cw', many: true, when: on('probe', true) },
      { key: 'edit', right: 'update', label: 'clusters.edit', icon: 'pencil', when: on('update') },
      { key: 'rotate', right: 'rotate', label: 'clusters.rotate', icon: 'key-round', when: on('rotate') },
      { key: 'disable', right: 'disable', label: 'clusters.disable', icon: 'pause', many: true, when: on('disable', true) },
      { key: 'enable', right: 'enable', label: 'clusters.enable', icon: 'play', many: true, when: on('enable', false) },
      { key: 'remove', right: 'delete', label: 'clusters.remove', icon: 'trash-2', danger: true, when: on('delete') },
    ];
    return all.filter(({ right }) => this.session.may('clusters', right));
  }

  may(action: string, { id }: Pick<ClusterSummary, 'id'>): boolean {
    return this.session.may('clusters', action, id);
  }

  /** Looks at the clusters now. */
  async probe(clusters: readonly Named[]): Promise<void> {
    await this.each(clusters, async ({ id, name }) => {
      const report = await this.api.probe(id);
      const reason = faultWords(this.t, report);
      this.toasts.show({ text: this.t('clusters.probed', { name, state: stateWord(this.t, report.state) + (reason === '' ? '' : ` · ${reason}`) }), tone: report.state === 'healthy' ? 'ok' : 'neutral' });
    });
  }

  async disable(clusters: readonly Named[]): Promise<void> {
    const production = clusters.find(isProduction);
    const agreed = await this.confirm.ask({
      ...this.question('clusters.disableAsk', 'clusters.disableDo', clusters), text: this.t('clusters.disableText'), danger: true,
      ...(production === undefined ? {} : { typed: production.name }),
    });
    if (agreed) await this.switch(clusters, false);
  }

  async enable(clusters: readonly Named[]): Promise<void> {
    const agreed = await this.confirm.ask({ ...this.question('clusters.enableAsk', 'clusters.enableDo', clusters), text: this.t('clusters.enableText') });
    if (agreed) await this.switch(clusters, true);
  }

  /** Whether the cluster is gone. What is placed on it is shown before it is removed in spite of it. */
  async remove(cluster: Named): Promise<boolean> {
    const { id, name } = cluster;
    const items = ['clusters.removeCredential', 'clusters.removeHealth', 'clusters.removeRoles'].map((key) => this.t(key));
    const agreed = await this.confirm.ask({ ...this.question('clusters.removeAsk', 'clusters.removeDo', [cluster]), text: this.t('clusters.removeText'), items, danger: true, typed: name });
    if (!agreed) return false;
    try {
      await this.api.remove(id, false);
    } catch (cause) {
      const problem = toProblem(cause);
      if (problem.code !== 'cluster-in-use') { this.tell(name, problem); return false; }
      return this.removeInUse(cluster, problem);
    }
    this.toasts.show({ text: this.t('clusters.removed', { name }), tone: 'ok' });
    return true;
  }

  private async removeInUse(cluster: Named, problem: Problem): Promise<boolean> {
    const { id, name } = cluster;
    const items = usagesIn(problem).map(({ what, count, names }) => (what === 'applications' ? this.t.count('clusters.usedBy', count) : `${count} ${what}`) + (names.length === 0 ? '' : `: ${names.join(', ')}${count > names.length ? ' …' : ''}`));
    const question = this.question('clusters.forceAsk', 'clusters.forceDo', [cluster]);
    const agreed = await this.confirm.ask({ ...question, text: this.t('clusters.forceText'), items: items.length === 0 ? [problem.detail] : items, danger: true, typed: name });
    if (!agreed) return false;
    const before = this.failures;
    await this.each([cluster], async () => {
      await this.api.remove(id, true);
      this.toasts.show({ text: this.t('clusters.removed', { name }), tone: 'ok' });
    });
    return this.failures === before;
  }

  private async switch(clusters: readonly Named[], enabled: boolean): Promise<void> {
    await this.each(clusters, async ({ id, name }) => {
      await this.api.update(id, { enabled });
      this.toasts.show({ text: this.t(enabled ? 'clusters.enabled' : 'clusters.disabled', { name }), tone: 'ok' });
    });
  }

  private failures = 0;

  /** One after the other: each may fail alone, and says so. */
  private async each(clusters: readonly Named[], act: (cluster: Named) => Promise<void>): Promise<void> {
    for (const cluster of clusters) {
      try {
        await act(cluster);
      } catch (cause) {
        this.failures += 1;
        this.tell(cluster.name, toProblem(cause));
      }
    }
  }

  private tell(name: string, problem: Problem): void {
    this.toasts.show({ text: this.t('clusters.failed', { name, reason: problemWords(this.t, problem) || problem.message }), tone: 'failing' });
  }

  private question(ask: string, action: string, clusters: readonly Named[]) {
    const [only, ...others] = clusters;
    const single = only !== undefined && others.length === 0;
    const what = single ? only.name : this.t.count('clusters.many', clusters.length);
    return {
      title: this.t(ask, { what }), action: this.t(action, { what }),
      ...(single ? { place: { name: only.name, production: isProduction(only) } } : { items: clusters.map(({ name }) => name) }),
    };
  }
}

const isProduction = ({ environment }: Named): boolean => environment === 'production';
