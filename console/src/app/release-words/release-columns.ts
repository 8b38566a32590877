import type { ReleaseSummary } from '@hyperkuber/contracts';
import type { Translate } from '../i18n/texts';
import type { Column } from '../ui/table/column';
import { releaseStatus } from './status-of';

/** `Release revision 3`, `Roll back`, `Remove`: what a release does, in words. */
export const releaseDeed = (t: Translate, { kind, revision }: Pick<ReleaseSummary, 'kind' | 'revision'>): string =>
  t(`release.deed.${kind}${kind === 'rollback' && revision === null ? '.previous' : ''}`, { revision: revision ?? '' });

/** `2 of 3 done, 1 failed`; what the marks of the targets add up to. Before the start only what is blocked is worth a word. */
export const releaseCounts = (t: Translate, { state, counts: { targets, succeeded, failed } }: Pick<ReleaseSummary, 'state' | 'counts'>): string => {
  if (state === 'cancelled') return '';
  if (['planning', 'ready', 'plan-failed'].includes(state)) return failed === 0 ? '' : t('release.blocked', { failed, targets });
  return failed === 0 ? t('release.done', { succeeded, targets }) : t('release.doneFailed', { succeeded, targets, failed });
};

/** The columns of a list of releases. */
export const releaseColumns = (t: Translate, withApplication: boolean): readonly Column<ReleaseSummary>[] => [
  ...(withApplication ? [{ key: 'application', label: 'release.application', kind: 'link' as const, value: ({ applicationName }: ReleaseSummary) => applicationName, link: ({ id }: ReleaseSummary) => `/releases/${id}`, width: '18%', narrow: 'first' as const }] : []),
  { key: 'deed', label: 'release.what', kind: 'text', value: (row) => releaseDeed(t, row), width: '18%', narrow: withApplication ? 'second' : 'first' },
  { key: 'state', label: 'release.state', kind: 'status', value: (row) => ({ status: releaseStatus(row.state), word: t(`releaseState.${row.state}`), reason: releaseCounts(t, row) }), narrow: 'first' },
  { key: 'targets', label: 'release.targets', kind: 'number', value: ({ counts }) => counts.targets, width: '90px' },
  { key: 'note', label: 'release.note', kind: 'text', value: ({ note }) => note, optional: true },
  { key: 'by', label: 'release.by', kind: 'text', value: ({ startedBy }) => startedBy, width: '110px', narrow: 'second' },
  { key: 'age', label: 'release.age', kind: 'age', value: ({ createdAt }) => createdAt, width: '100px', narrow: 'second' },
];
