import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { debianProgram } from '../../services/debian-package.ts';
import { ToolError } from '../../services/tool-error.ts';
import { copyBuild } from '../build-copy.ts';
import { FakeFleet } from '../fleet/fake-fleet.ts';
import { startMeasuredServer } from '../measured-server.ts';
import type { BenchOptions } from '../options.ts';
import { registerAll, setUp, signedIn, type Administrator } from '../platform.ts';
import { note } from '../table.ts';
import { NetworkLog, type LoadFigures } from './network-log.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const QUIET_MS = 700;
const PATIENCE_MS = 60_000;
/** As many as the home page is to show. */
export const CLUSTERS_SHOWN = 10;

export interface FirstLoad {
  readonly signIn: readonly LoadFigures[];
  /** The page of somebody who is signed in, with an empty cache. */
  readonly home: readonly LoadFigures[];
  /** The same after the sign-in page has filled the cache. */
  readonly homeAfterSignIn: readonly LoadFigures[];
}

/** Opens a page and waits until it is quiet. */
const load = async (context: BrowserContext, url: string, tell: (sizes: string) => void): Promise<LoadFigures> => {
  const page = await context.newPage();
  try {
    const log = await NetworkLog.of(await context.newCDPSession(page));
    await page.goto(url, { waitUntil: 'commit' });
    for (let left = PATIENCE_MS; !log.isQuiet(QUIET_MS); left -= 50) {
      if (left <= 0) throw new ToolError(`${url} did not come to rest.`);
      await wait(50);
    }
    tell(`${url}\n  ${log.sizes().join('\n  ')}`);
    return log.figures();
  } finally {
    await page.close();
  }
};

const enter = async (context: BrowserContext, origin: string, { login, password }: Administrator): Promise<void> => {
  const answer = await context.request.post(`${origin}/api/v1/sessions`, { data: { login, password } });
  if (!answer.ok()) throw new ToolError(`The sign-in was answered with ${answer.status()}.`);
};

const round = async (browser: Browser, origin: string, person: Administrator, tell: (sizes: string) => void): Promise<{ signIn: LoadFigures; home: LoadFigures; after: LoadFigures }> => {
  // A context of its own has an empty cache.
  const [stranger, known] = [await browser.newContext(), await browser.newContext()];
  try {
    const signIn = await load(stranger, `${origin}/sign-in`, tell);
    await enter(stranger, origin, person);
    const after = await load(stranger, `${origin}/`, tell);
    await enter(known, origin, person);
    return { signIn, after, home: await load(known, `${origin}/`, tell) };
  } finally {
    await stranger.close();
    await known.close();
  }
};

const inBrowser = async <T>(work: (browser: Browser) => Promise<T>): Promise<T> => {
  const executablePath = process.env['HYPERKUBER_TEST_CHROMIUM'] ?? await debianProgram({ program: 'chromium', debianPackage: 'chromium', insteadOf: 'HYPERKUBER_TEST_CHROMIUM' });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
};

/** Loads the console in a browser without a cache and counts what comes over the wire. */
export const measureFirstLoad = async ({ rounds, sizes }: BenchOptions): Promise<FirstLoad> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperkuber-bench-'));
  const build = await copyBuild();
  const fleet = await FakeFleet.start({ count: CLUSTERS_SHOWN, serviceMs: 5, namespaces: [] });
  const server = await startMeasuredServer({ main: build.main, dataDir: folder });
  try {
    const person = await setUp(server.origin, folder);
    await registerAll(await signedIn(server.origin, person), fleet.clusters);
    const seen: { signIn: LoadFigures; home: LoadFigures; after: LoadFigures }[] = [];
    await inBrowser(async (browser) => {
      for (let number = 1; number <= rounds; number += 1) seen.push(await round(browser, server.origin, person, sizes && number === 1 ? note : () => undefined));
    });
    return { signIn: seen.map(({ signIn }) => signIn), home: seen.map(({ home }) => home), homeAfterSignIn: seen.map(({ after }) => after) };
  } finally {
    await server.stop();
    await fleet.stop();
    await build.remove();
    await rm(folder, { recursive: true, force: true });
  }
};
