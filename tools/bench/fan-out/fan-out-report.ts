import type { FleetCounts } from '../fleet/fake-fleet.ts';
import { formatSpread, spreadOf, type Spread } from '../figures.ts';
import type { BenchOptions } from '../options.ts';
import { table } from '../table.ts';
import type { FanOut, Rounds } from './release-fan-out.ts';
import { KUBECTL_AT_ONCE } from './kubectl-round.ts';
import { manifestsOf } from './manifests.ts';

const HEAD = ['release fan-out (s, least / middle / most)', 'ours', 'kubectl', 'kubectl / ours', 'target', 'reached'];

const verdict = (ours: Spread, targetS: number | undefined): [string, string] => {
  if (targetS === undefined) return ['', ''];
  return [`<= ${targetS} s`, ours.middle <= targetS ? 'yes' : `no (${(ours.middle / targetS).toFixed(1)}x)`];
};

const compared = (title: string, ours: readonly number[], theirs: readonly number[] | undefined, targetS?: number): string[] => {
  const mine = spreadOf(ours);
  const other = theirs === undefined ? undefined : spreadOf(theirs);
  return [title, formatSpread(mine), other === undefined ? '' : formatSpread(other), other === undefined ? '' : `${(other.middle / mine.middle).toFixed(1)}x`, ...verdict(mine, targetS)];
};

/** Middle of the rounds, per cluster. */
const trafficRow = (title: string, { traffic }: Rounds, clusters: number): string[] => {
  const perCluster = (counts: readonly FleetCounts[]): string => {
    const [requests, connections] = [spreadOf(counts.map((count) => count.requests)), spreadOf(counts.map((count) => count.connections))];
    return `${(requests.middle / clusters).toFixed(1)} / ${(connections.middle / clusters).toFixed(1)}`;
  };
  return [`${title}: requests / connections per cluster`, perCluster(traffic.map(({ ours }) => ours)), perCluster(traffic.map(({ theirs }) => theirs)), '', '', ''];
};

const rowsOf = (title: string, rounds: Rounds, targetS: number | undefined, clusters: number): string[][] => {
  const { ours, theirs } = rounds;
  const walls = theirs.map(({ wallS }) => wallS);
  return [
    compared(`${title}: run (approval to last target succeeded)`, ours.map(({ runS }) => runS), walls, targetS),
    compared(`${title}: plan (order to all targets planned)`, ours.map(({ planS }) => planS), undefined),
    compared(`${title}: plan + run`, ours.map(({ planS, runS }) => planS + runS), walls, targetS),
    compared(`${title}: processor, plan + run`, ours.map(({ processorS }) => processorS), theirs.map(({ processorS }) => processorS)),
    compared(`${title}: processor, run`, ours.map(({ processorS, planProcessorS }) => processorS - planProcessorS), undefined),
    trafficRow(title, rounds, clusters),
  ];
};

/** The targets were set for 100 clusters; other sizes are measured without one. */
const targetsOf = ({ clusters }: BenchOptions): { cold: number | undefined; warm: number | undefined } => {
  if (clusters === 100) return { cold: 1.5, warm: 0.35 };
  return { cold: undefined, warm: clusters === 1_000 ? 1.5 : undefined };
};

export const fanOutReport = ({ cold, warm, besideDead }: FanOut, options: BenchOptions): string => {
  const { clusters, serviceMs, rounds, external } = options;
  const targets = targetsOf(options);
  const rows = [HEAD, ...rowsOf('warm', warm, targets.warm, clusters), ...rowsOf('cold', cold, targets.cold, clusters), compared(`one dead cluster: run of the other ${clusters - 1}`, besideDead, undefined, targets.warm)];
  return [
    table(rows),
    `Data: 3 objects (${Buffer.byteLength(manifestsOf('warm-1'))} bytes of YAML) to ${clusters} clusters, each changed by every round; ${rounds} rounds, kubectl and ours in turns.`,
    `Ours: built server, ${external ? 'MySQL and Redis' : 'SQLite and the queue in its process'}, signed in, access checked, history, plan by dry run, second plan before the run, health read back. Peer: kubectl apply --server-side, ${KUBECTL_AT_ONCE} at once, which neither plans nor waits for health.`,
    'Cold: a new server process; kubectl without its cache of discovery. Warm: the same process again; kubectl with its cache. The dead cluster hangs from the approval on. Requests count the health probes of our server too, which go on all the time.',
    `Fake: the clusters (one process; real TLS, HTTP/2 and HTTP/1.1, ${serviceMs} ms for each request; no etcd, admission or defaulting; small discovery; Deployments are well at once). Real: everything else.`,
  ].join('\n');
};
