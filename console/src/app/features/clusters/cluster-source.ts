import { inject } from '@angular/core';
import type { ClusterSummary, Page } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import type { PaletteSource } from '../../ui/palette/sources';
import { faultWords, stateWord } from './cluster-words';

const MOST = 6;

/** Clusters in the search over everything. */
export const clusterSource = (): PaletteSource => {
  const [api, session, t] = [inject(ApiClient), inject(Session), injectTranslate()];
  return {
    key: 'clusters',
    label: 'menu.clusters',
    search: async (text) => {
      if (!session.may('clusters', 'read')) return [];
      const { items } = await api.get<Page<ClusterSummary>>('/clusters', { search: text, limit: MOST });
      return items.map((cluster) => ({
        id: cluster.id, title: cluster.name, icon: 'server' as const, link: `/clusters/${cluster.id}`,
        hint: [t(`environment.${cluster.environment}`), stateWord(t, cluster.state), faultWords(t, cluster)].filter((part) => part !== '').join(' · '),
      }));
    },
  };
};
