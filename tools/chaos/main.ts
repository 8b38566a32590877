/*
 * Kills server processes with SIGKILL at random moments while releases run, and counts what came of it.
 *
 *   npm run chaos -- --kills 100 --mode embedded|split [--clusters 2] [--lanes 2] [--every 2500] [--seed N] [--keep]
 *
 * `embedded` is one process with SQLite and the queue in process. `split` is MySQL, Redis, two API processes and two
 * workers, of which mostly one worker, sometimes both and sometimes an API process dies. A kill counts only while a living
 * worker has a target in hand. Every release must end as succeeded by itself; then, on every cluster:
 *
 *   LOST    an effect that the release had to have and did not have, or an object that is not there
 *   DOUBLE  an effect more than the release had to have (what an effect is stands in `witness.ts`)
 *   WRONG   an object that is not as its revision has it, an inventory that is not the truth, a step left open,
 *           a release that did not succeed, or an API server whose audit log made an object more often than the watch saw
 *
 * The exit status is 0 only when nothing was lost, double or wrong and the kills were reached.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type RunningCluster, startClusters } from '../kubernetes/index.ts';
import { reasonOf, ToolError } from '../services/tool-error.ts';
import { run } from '../workspace.ts';
import { PatientClient } from './client.ts';
import { startEmbedded } from './embedded.ts';
import type { Installation } from './installation.ts';
import { Killer } from './killer.ts';
import { Lane, type Place } from './lane.ts';
import { chaosOptions, type ChaosOptions } from './options.ts';
import { SeededRandom } from './random.ts';
import { Report } from './report.ts';
import { addClusters, setUp } from './scene.ts';
import { startSplit } from './split.ts';
import { Witness } from './witness.ts';

const LATE_MS = 3_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Stage {
  clusters: readonly RunningCluster[];
  witnesses: readonly Witness[];
  installation?: Installation;
}

const buildServer = async (): Promise<void> => {
  const { code, output } = await run('nx', ['run-many', '-t', 'build', '-p', 'server', '--parallel=2', '--outputStyle=static'], { quiet: true });
  if (code !== 0) throw new ToolError(`The server could not be built:\n${output}`);
};

const prepare = async (options: ChaosOptions, dataDir: string, stage: Stage): Promise<readonly Lane[]> => {
  if (options.build) await buildServer();
  say(`Starting ${options.clusters} clusters and the server (${options.mode}) ...`);
  stage.clusters = await startClusters({ count: options.clusters, nodes: 2, name: 'chaos' });
  const installation = await (options.mode === 'embedded' ? startEmbedded(dataDir) : startSplit(dataDir));
  stage.installation = installation;
  const client = new PatientClient(installation.origins);
  await setUp(client, dataDir);
  const details = await addClusters(client, stage.clusters);
  const places: Place[] = [];
  for (const [index, cluster] of details.entries()) {
    const running = stage.clusters[index];
    if (running === undefined) continue;
    const witness = new Witness(running);
    await witness.start();
    places.push({ cluster, witness });
  }
  stage.witnesses = places.map(({ witness }) => witness);
  const lanes = Array.from({ length: options.lanes }, (_, index) => new Lane({ name: `app-${index + 1}`, client, installation, places }));
  for (const lane of lanes) await lane.prepare();
  return lanes;
};

const runLane = async (lane: Lane, killer: Killer, report: Report): Promise<void> => {
  do report.released(lane.namespace, await lane.releaseNext());
  while (!killer.isDone && !report.isHopeless);
};

const play = async (options: ChaosOptions, dataDir: string, stage: Stage): Promise<boolean> => {
  const lanes = await prepare(options, dataDir, stage);
  const { installation } = stage;
  if (installation === undefined) return false;
  const report = new Report(options.kills, say);
  const killer = new Killer({ installation, random: new SeededRandom(options.seed), kills: options.kills, everyMs: options.everyMs, onKill: (kill, number) => { report.killed(kill, number); } });
  // Once without accidents, so that the first trouble is not taken for one.
  for (const lane of lanes) report.released(lane.namespace, await lane.releaseNext());
  const killing = killer.run();
  try {
    await Promise.all(lanes.map((lane) => runLane(lane, killer, report)));
  } finally {
    killer.stop();
    await killing;
  }
  await wait(LATE_MS);
  for (const lane of lanes) report.late(await lane.late());
  await report.audited(stage.clusters, lanes);
  return report.end();
};

const tearDown = async (stage: Stage): Promise<void> => {
  for (const witness of stage.witnesses) witness.close();
  await stage.installation?.stop();
  await Promise.allSettled(stage.clusters.map((cluster) => cluster.stop()));
};

const main = async (): Promise<void> => {
  const options = chaosOptions(process.argv.slice(2));
  const dataDir = await mkdtemp(join(tmpdir(), 'hyperkuber-chaos-'));
  const stage: Stage = { clusters: [], witnesses: [] };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { process.exit(130); });
  say(`Seed ${options.seed}: npm run chaos -- --mode ${options.mode} --kills ${options.kills} --clusters ${options.clusters} --lanes ${options.lanes} --every ${options.everyMs} --seed ${options.seed}`);
  let isGood = false;
  try {
    isGood = await play(options, dataDir, stage);
  } catch (cause) {
    say(cause instanceof ToolError ? cause.message : String(cause instanceof Error ? cause.stack : reasonOf(cause)));
  } finally {
    await tearDown(stage);
    if (options.keep || !isGood) say(`The logs of the processes are in ${dataDir}.`);
    else await rm(dataDir, { recursive: true, force: true });
  }
  process.exit(isGood ? 0 : 1);
};

await main();
