import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMysql, startRedis, type RunningService } from '../../services/index.ts';
import { copyBuild, type BuildCopy } from '../build-copy.ts';
import { FakeFleet, type FleetCounts } from '../fleet/fake-fleet.ts';
import { startMeasuredServer, type MeasuredServer } from '../measured-server.ts';
import type { BenchOptions } from '../options.ts';
import { createApplication, registerAll, setUp, signedIn } from '../platform.ts';
import { note } from '../table.ts';
import { Kubectl, type KubectlRound } from './kubectl-round.ts';
import { releaseRound, roundWithDeadCluster, type ReleaseRound, type Stage } from './release-round.ts';

const OURS = 'bench-platform';
const THEIRS = 'bench-kubectl';

/** What reached the clusters in a round. */
export interface Traffic {
  readonly ours: FleetCounts;
  readonly theirs: FleetCounts;
}

export interface Rounds {
  readonly ours: readonly ReleaseRound[];
  readonly theirs: readonly KubectlRound[];
  readonly traffic: readonly Traffic[];
}

export interface FanOut {
  /** Each round begins with a new server process, and a kubectl that knows nothing. */
  readonly cold: Rounds;
  readonly warm: Rounds;
  /** Run times of the other targets while one cluster hangs. */
  readonly besideDead: readonly number[];
}

/** Everything that runs for the row. */
interface Set {
  readonly options: BenchOptions;
  readonly folder: string;
  readonly build: BuildCopy;
  readonly fleet: FakeFleet;
  readonly kubectl: Kubectl;
  readonly services: readonly RunningService[];
  readonly environment: Readonly<Record<string, string>>;
}

const startServices = async (external: boolean): Promise<{ services: RunningService[]; environment: Record<string, string> }> => {
  if (!external) return { services: [], environment: {} };
  const [database, redis] = [await startMysql(), await startRedis()];
  return { services: [database, redis], environment: { DATABASE_URL: database.url, REDIS_URL: redis.url, HYPERKUBER_WORKER: 'on' } };
};

const prepare = async (options: BenchOptions): Promise<Set> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperkuber-bench-'));
  const fleet = await FakeFleet.start({ count: options.clusters, serviceMs: options.serviceMs, namespaces: [OURS, THEIRS] });
  const kubectl = await Kubectl.over(fleet.clusters, join(folder, 'kubectl'), THEIRS);
  return { options, folder, fleet, kubectl, build: await copyBuild(), ...await startServices(options.external) };
};

const clear = async ({ fleet, services, folder, build }: Set): Promise<void> => {
  await Promise.allSettled([fleet.stop(), build.remove(), ...services.map((service) => service.stop())]);
  await rm(folder, { recursive: true, force: true });
};

const between = (before: FleetCounts, after: FleetCounts): FleetCounts => ({ requests: after.requests - before.requests, connections: after.connections - before.connections });

const interleave = async (title: string, { kubectl, fleet, options }: Set, work: (round: string) => Promise<ReleaseRound>, before: () => Promise<void>): Promise<Rounds> => {
  const rounds: { ours: ReleaseRound[]; theirs: KubectlRound[] } = { ours: [], theirs: [] };
  const traffic: Traffic[] = [];
  for (let number = 1; number <= options.rounds; number += 1) {
    await before();
    const start = await fleet.counts();
    const theirs = await kubectl.round(`${title}-${number}`);
    const middle = await fleet.counts();
    const ours = await work(`${title}-${number}`);
    traffic.push({ theirs: between(start, middle), ours: between(middle, await fleet.counts()) });
    note(`${title} ${number}: plan ${ours.planS.toFixed(2)} s, run ${ours.runS.toFixed(2)} s, processor ${ours.processorS.toFixed(2)} s; kubectl ${theirs.wallS.toFixed(2)} s, processor ${theirs.processorS.toFixed(2)} s`);
    rounds.theirs.push(theirs);
    rounds.ours.push(ours);
  }
  return { ...rounds, traffic };
};

const besideDead = async (stage: Stage, { fleet, options }: Set): Promise<number[]> => {
  const times: number[] = [];
  const [clusterId = ''] = stage.clusterIds;
  for (let number = 1; number <= options.rounds; number += 1) {
    times.push(await roundWithDeadCluster(stage, `dead-${number}`, { clusterId, die: () => fleet.hang(0, true) }));
    await fleet.hang(0, false);
    note(`one dead ${number}: the others ran ${(times.at(-1) ?? 0).toFixed(2)} s`);
    await released(stage);
  }
  return times;
};

/** The target at the dead cluster gives its place back only when its last call is over. */
const released = async ({ api }: Stage): Promise<void> => {
  for (;;) {
    const { items } = await api.get<{ items: { endedAt: string | null }[] }>('/api/v1/releases?limit=1');
    if (items.every(({ endedAt }) => endedAt !== null)) return;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
};

const measure = async (set: Set): Promise<FanOut> => {
  const { folder, build, fleet, environment, options: { profile } } = set;
  const start = (): Promise<MeasuredServer> => startMeasuredServer({ main: build.main, dataDir: folder, environment, profile });
  let server = await start();
  try {
    const administrator = await setUp(server.origin, folder);
    let api = await signedIn(server.origin, administrator);
    const clusterIds = await registerAll(api, fleet.clusters);
    const applicationId = await createApplication(api, 'bench');
    const stage = (): Stage => ({ api, server, applicationId, clusterIds, namespace: OURS });
    // The first release creates; all that are measured change what is there.
    await releaseRound(stage(), 'first');
    await set.kubectl.round('first');
    const cold = await interleave('cold', set, (round) => releaseRound(stage(), round), async () => {
      await set.kubectl.forget();
      await server.stop();
      server = await start();
      api = await signedIn(server.origin, administrator);
    });
    const warm = await interleave('warm', set, (round) => releaseRound(stage(), round), async () => undefined);
    return { cold, warm, besideDead: await besideDead(stage(), set) };
  } finally {
    await server.stop();
  }
};

/** Releases three objects to many fake clusters by our full road, and by kubectl from a script, in turns. */
export const measureFanOut = async (options: BenchOptions): Promise<FanOut> => {
  const set = await prepare(options);
  try {
    return await measure(set);
  } finally {
    await clear(set);
  }
};
