import { mkdir, rm } from 'node:fs/promises';
import type { ClusterDetail } from '@hyperkuber/contracts';
import { build } from '../build.ts';
import { ToolError } from '../services/tool-error.ts';
import { Api } from './api.ts';
import { application } from './applications.ts';
import { breakNodes, register, startFleet, type FleetMember } from './fleet.ts';
import { demoOptions, type DemoOptions } from './options.ts';
import { enter, invite, type DemoPerson } from './people.ts';
import { readBack } from './read-back.ts';
import { follow, startRelease } from './release.ts';
import { startServer, type RunningServer } from './server-process.ts';
import { bold, dim, green, say, seconds, step } from './terminal.ts';

const SHOP = { name: 'shop', namespace: 'shop', description: 'A shop of a dozen services' } as const;
const LAB = { name: 'lab', namespace: 'lab', description: 'Unhealthy on purpose: open it to see why' } as const;

/** What runs and must end with the demonstration. */
interface Stage {
  server?: RunningServer;
  fleet: readonly FleetMember[];
}

const tearDown = async ({ server, fleet }: Stage, { dataDir, temporary }: DemoOptions): Promise<void> => {
  await server?.stop();
  await Promise.allSettled(fleet.map(({ cluster }) => cluster.stop()));
  if (temporary) await rm(dataDir, { recursive: true, force: true });
};

const releaseShop = async (api: Api, clusters: readonly ClusterDetail[], stage: Stage): Promise<void> => {
  const shop = await step('6  Planning the release of the shop to every cluster', async () => {
    const what = await application(api, SHOP.name, SHOP.description);
    say(dim(`  ${what.application.name}, revision ${what.revision.number}: ${what.revision.objectCount} objects`));
    return startRelease(api, { what, clusters, namespace: SHOP.namespace, healthTimeoutS: 240 });
  });
  await step('7  Watching it arrive', async () => {
    const ended = await follow(api, shop);
    if (ended.state !== 'succeeded') throw new ToolError(`The release ended as ${ended.state}: ${ended.detail}`);
  });
  const objects = await readBack(stage.fleet, SHOP.name, SHOP.namespace);
  say(green(`  read back from the clusters: ${objects} objects in each of ${stage.fleet.length}, every deployment available`));
};

/** Something to look at: an application that cannot become healthy, on the last cluster, left running. */
const releaseLab = async (api: Api, clusters: readonly ClusterDetail[]): Promise<void> => {
  const what = await application(api, LAB.name, LAB.description);
  await startRelease(api, { what, clusters: clusters.slice(-1), namespace: LAB.namespace, healthTimeoutS: 90 });
};

const goodbye = (origin: string, people: readonly DemoPerson[]): void => {
  say();
  say(`${bold('HyperKuber is at')} ${green(origin)}`);
  for (const { login, password, role } of people) say(`  ${login.padEnd(6)} ${password.padEnd(20)} ${dim(role)}`);
  say();
  say(bold('Three things to try'));
  say('  1. Applications → shop → New revision: change an image, release it to all clusters and watch the plan and the waves.');
  say('  2. Releases → lab: read in words why it does not become healthy.');
  say('  3. Sign in as vera: she sees one cluster only, and what she may not do is not offered.');
  say(dim('\nCtrl-C ends everything.'));
};

const play = async (options: DemoOptions, stage: Stage): Promise<readonly DemoPerson[]> => {
  await step('1  Building', build);
  stage.fleet = await step(`2  Starting ${options.clusters} Kubernetes clusters`, () => startFleet(options.clusters));
  const server = await step('3  Starting the server', () => startServer(options.dataDir, options.port));
  stage.server = server;
  const api = new Api(server.origin);
  const people = await step('4  Making the first administrator', () => enter(api, options.dataDir));
  const clusters = await step('5  Adding the clusters and the people', async () => {
    const registered = await register(api, stage.fleet);
    for (const { name, facts } of registered) say(dim(`  ${name}: Kubernetes ${facts.version ?? '?'}, ${facts.nodes?.ready ?? 0} of ${facts.nodes?.total ?? 0} nodes ready`));
    await invite(api, people, registered);
    return registered;
  });
  await releaseShop(api, clusters, stage);
  await Promise.all(stage.fleet.map(breakNodes));
  if (!options.once) await releaseLab(api, clusters);
  return people;
};

const untilAsked = (): Promise<void> => new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

const main = async (): Promise<void> => {
  const options = demoOptions(process.argv.slice(2));
  await mkdir(options.dataDir, { recursive: true });
  const stage: Stage = { fleet: [] };
  const begunAt = performance.now();
  const asked = untilAsked();
  // Asked to end while it builds up: leaving closes the pipes of the supervisors, and they end what has begun.
  asked.then(() => setTimeout(() => process.exit(130), 10_000).unref()).catch(() => undefined);
  try {
    const people = await Promise.race([play(options, stage), asked.then(() => undefined)]);
    if (people === undefined) process.exitCode = 130;
    else {
      say(bold(`\nEverything is there after ${seconds(performance.now() - begunAt)}.`));
      if (!options.once && stage.server !== undefined) {
        goodbye(stage.server.origin, people);
        await asked;
      }
    }
  } catch (cause) {
    say(cause instanceof ToolError ? cause.message : String(cause instanceof Error ? cause.stack : cause));
    if (stage.server !== undefined && !options.temporary) say(dim(`The server's log: ${stage.server.logPath}`));
    process.exitCode = 1;
  } finally {
    await tearDown(stage, options);
  }
  process.exit();
};

await main();
