import type { ClusterSummary } from '@hyperkuber/contracts';
import type { Schema } from '../../ui/form/faults';
import { textRules } from '../../ui/form/rules';

export const ENVIRONMENTS: readonly ClusterSummary['environment'][] = ['production', 'staging', 'development', 'other'];
export const MODES: readonly ClusterSummary['mode'][] = ['direct', 'impersonate', 'read-only'];

export interface LabelLine {
  readonly key: string;
  readonly value: string;
}

/** What people say about a cluster, while it is typed. */
export interface DetailsDraft {
  readonly name: string;
  readonly environment: ClusterSummary['environment'];
  readonly mode: ClusterSummary['mode'];
  readonly labels: readonly LabelLine[];
}

export const EMPTY_DETAILS: DetailsDraft = { name: '', environment: 'other', mode: 'direct', labels: [] };

export type ClusterDetails = Pick<ClusterSummary, 'name' | 'environment' | 'mode' | 'labels'>;

const KEY = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

const isBlank = ({ key, value }: LabelLine): boolean => key.trim() === '' && value.trim() === '';

/** What is wrong with each line of labels: nothing, the key, the value, or a key that stands there twice. */
export const labelFaults = (lines: readonly LabelLine[]): readonly ('key' | 'value' | 'twice' | null)[] => lines.map((line, place) => {
  if (isBlank(line)) return null;
  if (!KEY.test(line.key.trim())) return 'key';
  if (!VALUE.test(line.value.trim())) return 'value';
  return lines.slice(0, place).some(({ key }) => key.trim() === line.key.trim()) ? 'twice' : null;
});

const rules = textRules<DetailsDraft>({ name: { min: 1, max: 63, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, trim: true } });

export const detailsSchema: Schema<ClusterDetails> = {
  safeParse: (value) => {
    const checked = rules.safeParse(value);
    if (!checked.success) return checked;
    const { name, environment, mode, labels } = checked.data;
    if (labelFaults(labels).some((fault) => fault !== null)) return { success: false, error: { issues: [{ code: 'custom', path: ['labels'], message: '' }] } };
    return { success: true, data: { name, environment, mode, labels: Object.fromEntries(labels.filter((line) => !isBlank(line)).map(({ key, value: text }) => [key.trim(), text.trim()])) } };
  },
};

export const detailsOf = ({ name, environment, mode, labels }: ClusterDetails): DetailsDraft => ({ name, environment, mode, labels: Object.entries(labels).map(([key, value]) => ({ key, value })) });
