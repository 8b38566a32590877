import type { ClusterSummary } from '@hyperkuber/contracts';
import type { Translate } from '../../i18n/texts';
import type { Column } from '../../ui/table/column';
import { nodesText, statusCell } from './cluster-words';

export const labelTexts = (labels: Readonly<Record<string, string>>): readonly string[] => Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`));

/** The columns of the list in the person's language. */
export const clusterColumns = (t: Translate): readonly Column<ClusterSummary>[] => [
  { key: 'name', label: 'clusters.name', kind: 'link', value: ({ name }) => name, link: ({ id }) => `/clusters/${id}`, narrow: 'first' },
  { key: 'status', label: 'clusters.state', width: '24%', kind: 'status', value: (cluster) => statusCell(t, cluster), narrow: 'first' },
  { key: 'env', label: 'clusters.environment', width: '128px', kind: 'custom', value: ({ environment }) => `${environment} ${t(`environment.${environment}`)}`, narrow: 'second' },
  { key: 'version', label: 'clusters.version', width: '104px', kind: 'text', value: ({ facts }) => facts.version ?? '', narrow: 'second' },
  { key: 'nodes', label: 'clusters.nodes', width: '92px', kind: 'custom', value: ({ facts }) => nodesText(facts.nodes) },
  { key: 'capacity', label: 'clusters.capacity', width: '168px', kind: 'custom', value: ({ facts }) => facts.capacity?.cpuMillis ?? 0 },
  { key: 'mode', label: 'clusters.mode', width: '128px', kind: 'text', value: ({ mode }) => t(`clusterMode.${mode}`) },
  { key: 'checked', label: 'clusters.checked', width: '96px', kind: 'age', value: ({ checkedAt }) => checkedAt, narrow: 'second' },
  { key: 'labels', label: 'clusters.labels', kind: 'chips', value: ({ labels }) => labelTexts(labels), optional: true },
  { key: 'latency', label: 'clusters.latency', width: '96px', kind: 'number', value: ({ latencyMs }) => latencyMs, unit: 'ms', optional: true },
  { key: 'pods', label: 'clusters.pods', width: '88px', kind: 'number', value: ({ facts }) => facts.capacity?.pods ?? null, optional: true },
  { key: 'added', label: 'clusters.added', width: '96px', kind: 'age', value: ({ createdAt }) => createdAt, optional: true },
];

