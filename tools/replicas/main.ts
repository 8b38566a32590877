/*
 * Two replicas behind nginx, two workers, MySQL and Redis do what the demonstration does, while one replica and one worker
 * are killed in the middle. Only the time it takes may change.
 *
 *   npm run replicas -- [--clusters 3] [--no-build]
 *
 * The shop is released twice: undisturbed, for the time it takes, and then in a namespace of its own while a worker and an
 * API process die by SIGKILL. The exit status is 0 only when every claim holds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClusterDetail, Session } from '@hyperkuber/contracts';
import { PatientClient } from '../chaos/client.ts';
import { addClusters, setUp } from '../chaos/scene.ts';
import { type SplitInstallation, startSplit } from '../chaos/split.ts';
import { type FleetMember, startFleet } from '../demo/fleet.ts';
import { readBack } from '../demo/read-back.ts';
import { dim, say, seconds, step } from '../demo/terminal.ts';
import { ToolError } from '../services/tool-error.ts';
import { run } from '../workspace.ts';
import { Claims } from './claims.ts';
import { LiveHistory } from './live-history.ts';
import { type RunningProxy, startNginx } from './nginx.ts';
import { showRights } from './rights.ts';
import { hasEnded } from '../demo/release.ts';
import { addShop, followShop, historyOf, isAnyAt, type Shop, startShop } from './shop.ts';
import { Visitor } from './visitor.ts';

interface Stage {
  fleet: readonly FleetMember[];
  installation?: SplitInstallation;
  proxy?: RunningProxy;
}

interface Scene {
  readonly installation: SplitInstallation;
  readonly fleet: readonly FleetMember[];
  readonly proxy: string;
  readonly admin: PatientClient;
  readonly clusters: readonly ClusterDetail[];
  readonly claims: Claims;
}

const buildServer = async (): Promise<void> => {
  const { code, output } = await run('nx', ['run-many', '-t', 'build', '-p', 'server', '--parallel=2', '--outputStyle=static'], { quiet: true });
  if (code !== 0) throw new ToolError(`The server could not be built:\n${output}`);
};

const setTheScene = async (count: number, dataDir: string, stage: Stage, claims: Claims): Promise<Scene> => {
  stage.fleet = await step(`Starting ${count} clusters`, () => startFleet(count));
  const installation = await step('Starting MySQL, Redis, two API processes, two workers and nginx', async () => {
    const started = await startSplit(dataDir, { apiEnvironment: { HYPERKUBER_TRUSTED_PROXIES: '127.0.0.1' } });
    stage.installation = started;
    stage.proxy = await startNginx(started.apiOrigins);
    return started;
  });
  const proxy = stage.proxy?.origin ?? '';
  const admin = new PatientClient([proxy]);
  const person = await setUp(admin, dataDir);
  const [first, second] = installation.apiOrigins;
  await admin.at(first).openSession('/api/v1/sessions', person);
  const seen = await admin.at(second).get<Session>('/api/v1/sessions/current');
  claims.check('set up through nginx; a session opened on one replica is good on the other', seen.person.login === person.login);
  const clusters = await step('Adding the clusters through nginx', () => addClusters(admin, stage.fleet.map(({ cluster }) => cluster)));
  const listed = await admin.at(second).get<{ items: readonly unknown[] }>('/api/v1/clusters');
  claims.check('added through nginx, listed on the second replica', listed.items.length === count, String(listed.items.length));
  return { installation, fleet: stage.fleet, proxy, admin, clusters, claims };
};

const releaseCalmly = async ({ admin, clusters, claims, fleet }: Scene, shop: Shop): Promise<number> => {
  const begunAt = performance.now();
  const ended = await followShop(admin, await startShop(admin, shop, clusters, 'shop-calm'), hasEnded);
  const tookMs = performance.now() - begunAt;
  claims.check(`undisturbed, the shop arrives in ${seconds(tookMs)}`, ended.state === 'succeeded', ended.detail);
  const objects = await readBack(fleet.map((member) => member), 'shop', 'shop-calm');
  claims.check(`${objects} objects are in each of ${fleet.length} clusters`, objects > 80);
  return tookMs;
};

const releaseInTheStorm = async (scene: Scene, shop: Shop): Promise<number> => {
  const { admin, clusters, claims, fleet, installation, proxy } = scene;
  const visitor = new Visitor(`${proxy}/api/v1/clusters`, admin.headers);
  visitor.start();
  const begunAt = performance.now();
  const id = await startShop(admin, shop, clusters, 'shop');
  // Two browsers, so that nginx gives one of them to the replica that dies.
  const browsers = [1, 2].map(() => new LiveHistory(`${proxy}/api/v1/releases/${id}/events`, admin.headers));
  const [api] = installation.apis;
  const [worker] = installation.workers;
  await followShop(admin, id, isAnyAt(['applying', 'waiting-health']));
  await Promise.all([api.kill(), worker.kill()]);
  say(dim(`  ${api.id} and ${worker.id} are killed while the shop is under way`));
  const ended = await followShop(admin, id, hasEnded);
  const tookMs = performance.now() - begunAt;
  claims.check(`with a replica and a worker killed and not coming back, it arrives in ${seconds(tookMs)}`, ended.state === 'succeeded', ended.detail);
  const objects = await readBack(fleet, 'shop', 'shop');
  claims.check(`${objects} objects are in each of ${fleet.length} clusters again`, objects > 80);
  for (const browser of browsers) await judgeHistory(scene, id, browser);
  const { answered, failed, slowestMs } = await visitor.end();
  claims.check(`of ${answered + failed.length} visits through nginx ${failed.length} failed, the slowest took ${seconds(slowestMs)}`, failed.length === 0, failed.slice(0, 3).join('; '));
  await api.restart();
  await worker.restart();
  return tookMs;
};

/** A browser that followed along has seen each line once, although the replica that told it died. */
const judgeHistory = async ({ admin, claims }: Scene, id: string, live: LiveHistory): Promise<void> => {
  const whole = await historyOf(admin, id);
  const until = performance.now() + 10_000;
  while (live.events.length < whole.length && performance.now() < until) await new Promise((resolve) => { setTimeout(resolve, 100); });
  await live.end();
  const isWhole = whole.every(({ sequence }, index) => live.events[index]?.sequence === sequence && sequence === index + 1);
  claims.check(`followed live over ${live.connections} connections, each of ${whole.length} lines of its history came once and in order`, isWhole && live.events.length === whole.length, `${live.events.length} came`);
};

const showSessions = async ({ admin, installation, claims }: Scene): Promise<void> => {
  for (const origin of installation.apiOrigins) {
    const { person } = await admin.at(origin).get<Session>('/api/v1/sessions/current');
    claims.check(`the session of the beginning still holds at ${new URL(origin).host}`, person.login === 'ada');
  }
};

const play = async (count: number, dataDir: string, stage: Stage, claims: Claims): Promise<void> => {
  const scene = await setTheScene(count, dataDir, stage, claims);
  const [one, other] = scene.clusters;
  if (one === undefined || other === undefined) throw new ToolError('It takes two clusters at least.');
  const [first, second] = scene.installation.apiOrigins;
  await step('Changing rights on one replica', () => showRights(scene.admin, { proxy: scene.proxy, first, second }, [one, other], claims));
  const shop = await addShop(scene.admin);
  const calmMs = await step('Releasing the shop, undisturbed', () => releaseCalmly(scene, shop));
  const stormMs = await step('Releasing the shop while processes die', () => releaseInTheStorm(scene, shop));
  await showSessions(scene);
  say(`Undisturbed ${seconds(calmMs)}, with a replica and a worker killed ${seconds(stormMs)}.`);
};

const options = (args: readonly string[]): { readonly clusters: number; readonly build: boolean } => {
  const { values } = parseArgs({ args: [...args], options: { clusters: { type: 'string', default: '3' }, 'no-build': { type: 'boolean', default: false } } });
  const clusters = Number(values.clusters);
  if (!Number.isInteger(clusters) || clusters < 2 || clusters > 10) throw new ToolError(`--clusters takes a whole number from 2 to 10, not "${values.clusters}".`);
  return { clusters, build: !values['no-build'] };
};

const tearDown = async ({ proxy, installation, fleet }: Stage): Promise<void> => {
  await proxy?.stop();
  await installation?.stop();
  await Promise.allSettled(fleet.map(({ cluster }) => cluster.stop()));
};

const main = async (): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { process.exit(130); });
  const dataDir = await mkdtemp(join(tmpdir(), 'hyperkuber-replicas-'));
  const [stage, claims]: [Stage, Claims] = [{ fleet: [] }, new Claims()];
  let isGood = false;
  try {
    const { clusters, build } = options(process.argv.slice(2));
    if (build) await step('Building', buildServer);
    await play(clusters, dataDir, stage, claims);
    isGood = claims.allHold;
  } catch (cause) {
    say(cause instanceof ToolError ? cause.message : String(cause instanceof Error ? cause.stack : cause));
  }
  await tearDown(stage);
  if (isGood) await rm(dataDir, { recursive: true, force: true });
  else say(`The logs of the processes are in ${dataDir}.`);
  process.exit(isGood ? 0 : 1);
};

await main();
