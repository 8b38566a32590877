import { inject } from '@angular/core';
import type { ApplicationSummary, Page } from '@hyperkuber/contracts';
import { ApiClient } from '../../api/api-client';
import { injectTranslate } from '../../i18n/texts';
import { Session } from '../../session/session';
import type { PaletteSource } from '../../ui/palette/sources';

const MOST = 6;

/** Applications in the search over everything. */
export const applicationSource = (): PaletteSource => {
  const [api, session, t] = [inject(ApiClient), inject(Session), injectTranslate()];
  return {
    key: 'applications',
    label: 'menu.applications',
    search: async (text) => {
      if (!session.may('applications', 'read')) return [];
      const { items } = await api.get<Page<ApplicationSummary>>('/applications', { search: text, limit: MOST });
      return items.map(({ id, name, latestRevision, placements }) => ({
        id, title: name, icon: 'boxes' as const, link: `/applications/${id}`,
        hint: latestRevision === null ? t('application.noRevision') : [t('revision.number', { number: latestRevision }), t.count('application.onClusters', new Set(placements.map(({ clusterId }) => clusterId)).size)].join(' · '),
      }));
    },
  };
};
