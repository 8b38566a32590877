import 'reflect-metadata';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Session } from '@hyperkuber/contracts';
import { AppModule } from '../app.module.js';
import { prepareHttp } from '../http-app.js';
import { Clock } from '../kernel/clock.js';
import { loadSettings } from '../kernel/config/load-settings.js';
import { ProcessRole } from '../kernel/process-role.js';
import { Setup } from '../modules/auth/index.js';
import { ApiDriver } from './api-driver.js';

export const ADMIN = { login: 'ada', displayName: 'Ada', password: 'correct horse battery' } as const;

/** A clock that stands still until it is moved. */
export class MovableClock extends Clock {
  private moment = new Date('2026-01-05T08:00:00.000Z');

  now(): Date {
    return new Date(this.moment);
  }

  async wait(): Promise<void> {
    await Promise.resolve();
  }

  pass(ms: number): void {
    this.moment = new Date(this.moment.getTime() + ms);
  }
}

export interface ServerOptions {
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it also runs jobs. */
  readonly works?: boolean;
}

/** The whole server with SQLite in memory behind a real socket; `as` signs people in. */
export class ServerUnderTest {
  private constructor(
    readonly app: NestExpressApplication,
    readonly origin: string,
    readonly dataDir: string,
  ) {}

  static async start({ clock, environment = {}, works = false }: ServerOptions = {}): Promise<ServerUnderTest> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hyperkuber-http-'));
    const settings = loadSettings({ DATABASE_URL: 'sqlite::memory:', HYPERKUBER_DATA: dataDir, HYPERKUBER_LOG_LEVEL: 'silent', HYPERKUBER_CONSOLE: join(dataDir, 'none'), ...environment });
    const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, new ProcessRole(true, works), clock), { logger: false, bodyParser: false, abortOnError: false });
    prepareHttp(app);
    await app.listen(0, '127.0.0.1');
    return new ServerUnderTest(app, await app.getUrl(), dataDir);
  }

  get anonymous(): ApiDriver {
    return new ApiDriver(this.origin);
  }

  /** Makes the first administrator by the set-up link and signs them in. */
  async admin(): Promise<ApiDriver> {
    await this.app.get(Setup).offer();
    const token = (await readFile(join(this.dataDir, 'setup-token'), 'utf8')).trim();
    const answer = await this.anonymous.post('/api/v1/setup', { token, ...ADMIN });
    if (answer.status !== 201) throw new Error(`The set-up answered ${String(answer.status)}: ${answer.text}`);
    return this.anonymous.withSession(answer.cookie, answer.json<Session>().csrfToken);
  }

  /** Makes a person with a role on the platform or on a cluster and signs them in. */
  async person(admin: ApiDriver, login: string, role?: { readonly roleId: string; readonly clusterId?: string }): Promise<ApiDriver> {
    const password = `${login} has a long password`;
    const made = (await admin.post('/api/v1/users', { login, displayName: login, password })).json<{ id: string }>();
    if (role !== undefined) {
      const scope = role.clusterId === undefined ? { kind: 'platform' } : { kind: 'cluster', clusterId: role.clusterId };
      const bound = await admin.post('/api/v1/bindings', { userId: made.id, roleId: role.roleId, scope });
      if (bound.status !== 201) throw new Error(`The role was not given: ${bound.text}`);
    }
    return this.signIn(login, password);
  }

  async signIn(login: string, password: string): Promise<ApiDriver> {
    const answer = await this.anonymous.post('/api/v1/sessions', { login, password });
    if (answer.status !== 201) throw new Error(`The sign-in answered ${String(answer.status)}: ${answer.text}`);
    return this.anonymous.withSession(answer.cookie, answer.json<Session>().csrfToken);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
