import type { ClusterState, ClusterSummary, ProbeReport } from '@hyperkuber/contracts';
import type { Problem } from '../../api/problem';
import type { Translate } from '../../i18n/texts';
import type { Status } from '../../ui/status/status';

export const STATUS_OF: Readonly<Record<ClusterState, Status>> = { healthy: 'ok', degraded: 'warning', unreachable: 'failing', connecting: 'progressing', disabled: 'paused' };

/** What a probe can say is wrong. For each there are a few words and an advice in both languages. */
export const FAULT_CODES = [
  'address-refused', 'anonymous', 'answer-broken', 'answer-too-large', 'circuit-open', 'cluster-error', 'connection-reset', 'credential-unusable', 'forbidden-403',
  'groups-missing', 'identity-changed', 'name-not-found', 'no-nodes', 'no-route', 'nodes-not-ready', 'not-found-404', 'not-kubernetes', 'proxy-failed', 'redirect',
  'refused', 'timed-out', 'tls-ca', 'tls-client-refused', 'tls-expired', 'tls-name', 'tls-protocol', 'too-many-requests-429', 'too-old', 'unauthorized-401',
] as const;

/** What the administrator should know about a credential. */
export const WARNING_CODES = [
  'authority-expires-soon', 'certificate-expires-soon', 'impersonation-missing', 'more-than-read', 'not-revocable', 'private-authority', 'proxy', 'token-expires-soon', 'verification-off',
] as const;

/** Failures of requests about clusters that the console explains itself. */
export const PROBLEM_CODES = [
  'address-refused', 'cluster-already-registered', 'cluster-changed-meanwhile', 'cluster-disabled', 'cluster-identity-differs', 'cluster-name-taken', 'cluster-not-found',
  'cluster-not-proved', 'kubeconfig-refused',
] as const;

const has = (list: readonly string[], word: string): boolean => list.includes(word);

export const stateWord = (t: Translate, state: ClusterState): string => t(`clusterState.${state}`);

/** The fault in a few words; empty while nothing is wrong. A code that is newer than this console is told in the server's words. */
export const faultWords = (t: Translate, { code, detail }: { readonly code: string; readonly detail: string }): string => {
  if (['ok', 'connecting', 'disabled', 'skipped'].includes(code)) return '';
  return has(FAULT_CODES, code) ? t(`clusterFault.${code}`) : detail;
};

/** What the fault means and what to do about it. */
export const adviceWords = (t: Translate, code: string): string => (has(FAULT_CODES, code) ? t(`clusterAdvice.${code}`) : '');

export const warningWords = (t: Translate, { code, detail }: { readonly code: string; readonly detail: string }): string => (has(WARNING_CODES, code) ? t(`clusterWarning.${code}`) : detail);

/** The failure of a request in the person's language; empty where the server's own sentence is the best there is. */
export const problemWords = (t: Translate, problem: Problem | null): string => (problem !== null && has(PROBLEM_CODES, problem.code) ? t(`clusterProblem.${problem.code}`) : '');

export const statusCell = (t: Translate, cluster: Pick<ClusterSummary, 'state' | 'code' | 'detail'>): { readonly status: Status; readonly word: string; readonly reason: string } =>
  ({ status: STATUS_OF[cluster.state], word: stateWord(t, cluster.state), reason: faultWords(t, cluster) });

/** `16 CPU · 64 GiB`, or a dash while nothing is known. */
export const capacityText = (capacity: ProbeReport['facts']['capacity'], language: string): string => {
  if (capacity === null) return '–';
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return `${number.format(capacity.cpuMillis / 1_000)} CPU · ${memoryText(capacity.memoryBytes, language)}`;
};

export const memoryText = (bytes: number, language: string): string => {
  const gibibytes = bytes / 2 ** 30;
  const [value, unit] = gibibytes >= 1_024 ? [gibibytes / 1_024, 'TiB'] : gibibytes >= 1 ? [gibibytes, 'GiB'] : [bytes / 2 ** 20, 'MiB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
};

export const nodesText = (nodes: ProbeReport['facts']['nodes']): string => (nodes === null ? '–' : `${nodes.ready} / ${nodes.total}`);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isReport = (value: unknown): value is ProbeReport => isRecord(value) && typeof value['state'] === 'string' && typeof value['code'] === 'string' && Array.isArray(value['steps']) && Array.isArray(value['warnings']);

/** The probe's report inside a refused registration or rotation. */
export const reportIn = (problem: Problem | null): ProbeReport | null => {
  const report = problem?.facts['report'];
  return isReport(report) ? report : null;
};

/** What a refused removal says is still placed on the cluster: `2 applications` and some names. */
export const usagesIn = (problem: Problem): readonly { readonly what: string; readonly count: number; readonly names: readonly string[] }[] => {
  const usages = problem.facts['usages'];
  if (!Array.isArray(usages)) return [];
  return usages.filter(isRecord).map((usage) => ({
    what: String(usage['what']), count: Number(usage['count']), names: Array.isArray(usage['names']) ? usage['names'].filter((name): name is string => typeof name === 'string') : [],
  }));
};
