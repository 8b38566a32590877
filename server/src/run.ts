import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { prepareHttp } from './http-app.js';
import { Settings } from './kernel/config/settings.js';
import { loadSettings, printSettings, SettingsRefused } from './kernel/config/load-settings.js';
import { DomainError } from './kernel/domain-error.js';
import { Readiness } from './kernel/health/readiness.js';
import { Metrics } from './kernel/metrics/metrics.js';
import { ProcessRole } from './kernel/process-role.js';
import { Setup } from './modules/auth/index.js';

const say = (text: string): void => { process.stdout.write(`${text}\n`); };

/** How long running requests may take to finish, and how long the whole drain before the process goes anyway. */
const REQUESTS_MS = 10_000;
const DRAIN_MS = 25_000;

/** Streams never finish by themselves; browsers come back to another process. */
const cutConnections = (app: NestExpressApplication) => (): void => {
  setTimeout(() => { app.getHttpServer().closeAllConnections(); }, REQUESTS_MS).unref();
};

const closeOnSignal = (app: INestApplicationContext, cut: () => void = () => undefined): void => {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    app.get(Readiness).drain();
    setTimeout(() => { process.exit(1); }, DRAIN_MS).unref();
    app.get(Metrics).close();
    cut();
    app.close().then(() => { process.exit(0); }, () => { process.exit(1); });
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
};

const listenForMetrics = async (app: INestApplicationContext, settings: Settings): Promise<void> => {
  const { HYPERKUBER_METRICS_HOST: host, HYPERKUBER_METRICS_PORT: port } = settings.values;
  try {
    await app.get(Metrics).listen(host, port);
  } catch {
    app.get(Logger).warn(`/metrics is not served: ${host}:${String(port)} is taken. Set HYPERKUBER_METRICS_PORT.`);
  }
};

const saySetup = (token: string, address: string): void => {
  say(`HyperKuber is not set up yet. Open this link within one hour to make the first administrator:\n\n  ${address}/setup#token=${token}\n`);
};

const serve = async (settings: Settings, role: ProcessRole): Promise<void> => {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, role), { bufferLogs: true, bodyParser: false, abortOnError: false });
  app.useLogger(app.get(Logger));
  prepareHttp(app);
  await app.init();
  // Before anybody can ask: whoever sees the port open finds the link in the data folder.
  const setupToken = await app.get(Setup).offer();
  const { HYPERKUBER_HOST: host, HYPERKUBER_PORT: port } = settings.values;
  await app.listen(port, host);
  closeOnSignal(app, cutConnections(app));
  await listenForMetrics(app, settings);
  const address = settings.values.HYPERKUBER_PUBLIC_URL ?? await app.getUrl();
  say(`HyperKuber listens at ${address}`);
  if (setupToken !== null) saySetup(setupToken, address);
};

const work = async (settings: Settings): Promise<void> => {
  const app = await NestFactory.createApplicationContext(AppModule.with(settings, new ProcessRole(false, true)), { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(Logger));
  closeOnSignal(app);
  await listenForMetrics(app, settings);
  say('HyperKuber works');
};

/** Refusals that an operator can act on are told in a sentence; anything else keeps its stack. */
const explain = (error: unknown): string => {
  if (error instanceof SettingsRefused) return error.message;
  if (error instanceof DomainError) return `${error.title}. ${error.detail}`;
  return error instanceof Error ? error.stack ?? error.message : String(error);
};

const orExit = async (start: () => Promise<void>): Promise<void> => {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
};

/** The API process; with the embedded default also the worker. `--print-config` lists the settings and ends. */
export const runApi = (): Promise<void> => orExit(async () => {
  const settings = loadSettings(process.env);
  if (process.argv.includes('--print-config')) {
    say(printSettings(settings));
    return;
  }
  await serve(settings, new ProcessRole(true, settings.worksInProcess));
});

/** The worker process. */
export const runWorker = (): Promise<void> => orExit(async () => work(loadSettings(process.env)));
