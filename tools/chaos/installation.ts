import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SupervisedGroup } from '../services/process/supervised-group.ts';
import { ToolError } from '../services/tool-error.ts';
import { built } from '../workspace.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A running HyperKuber whose processes can be killed. */
export interface Installation {
  readonly origins: readonly string[];
  readonly dataDir: string;
  /** Processes of which one at a time dies. */
  readonly processes: readonly ServerProcess[];
  /** Which die together this time. */
  victims(random: () => number): readonly ServerProcess[];
  /** Reads the database past the server. */
  rows(sql: string): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

export interface ServerProcessPlan {
  readonly id: string;
  readonly program: keyof Pick<typeof built, 'main' | 'worker'>;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Where it answers when it can be used; a worker says so in its log. */
  readonly origin?: string;
}

const READY_MS = 90_000;
const START_TRIES = 3;

/** One process of the server: killed without warning, and started again with the same settings. */
export class ServerProcess {
  readonly id: string;
  private readonly plan: ServerProcessPlan;
  private readonly group: SupervisedGroup;
  private startedAt = 0;
  private readyAt = Infinity;
  private logBegin = 0;
  private isUp = false;

  constructor(plan: ServerProcessPlan, group: SupervisedGroup) {
    this.id = plan.id;
    this.plan = plan;
    this.group = group;
  }

  get logPath(): string {
    return `${this.plan.folder}/${this.id}.log`;
  }

  async start(): Promise<void> {
    const { id, program, environment, folder } = this.plan;
    this.logBegin = await stat(this.logPath).then(({ size }) => size, () => 0);
    this.startedAt = Date.now();
    this.readyAt = Infinity;
    this.isUp = true;
    await this.group.start({
      id, command: process.execPath, args: [built[program]],
      environment: { PATH: process.env['PATH'] ?? '', ...environment }, folder, logPath: this.logPath,
    });
  }

  /** @throws when the process ends by itself: whatever else is killed, it has to stay up. */
  async ready(): Promise<void> {
    const { origin, id } = this.plan;
    const until = performance.now() + READY_MS;
    while (performance.now() < until) {
      await this.group.demandRunning(id);
      if (await (origin === undefined ? this.says('HyperKuber works') : isReady(origin))) {
        this.readyAt = Date.now();
        return;
      }
      await wait(100);
    }
    throw new ToolError(`${id} was not ready within ${READY_MS / 1_000} s; see ${this.logPath}.`);
  }

  demandRunning(): Promise<void> {
    return this.group.demandRunning(this.id);
  }

  async restart(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await this.start();
      try {
        await this.ready();
        return;
      } catch (cause) {
        if (attempt >= START_TRIES) throw cause;
        await this.kill();
      }
    }
  }

  /** Up and ready: one that is just being started is left alone, or nobody would know who ended it. */
  get isAlive(): boolean {
    return this.isUp && this.readyAt < Infinity;
  }

  kill(): Promise<void> {
    this.isUp = false;
    return this.group.kill(this.id);
  }

  /**
   * Whether a worker's name was drawn by this process in its present life: the name is a UUIDv7, which tells the moment.
   * It takes processes that are started one after another.
   */
  isOwner(name: string): boolean {
    const drawnAt = parseInt(name.replaceAll('-', '').slice(0, 12), 16);
    return this.isUp && drawnAt >= this.startedAt && drawnAt <= this.readyAt;
  }

  private async says(words: string): Promise<boolean> {
    return (await readFile(this.logPath)).subarray(this.logBegin).includes(words);
  }
}

const isReady = async (origin: string): Promise<boolean> => {
  try {
    return (await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** What every process of a trial installation is started with. */
export const commonEnvironment = (dataDir: string): Record<string, string> => ({
  // A process that dies every few seconds should not compile the same code each time.
  NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
  HYPERKUBER_DATA: dataDir, HYPERKUBER_METRICS_PORT: '0', HYPERKUBER_EGRESS_LOOPBACK: 'true', HYPERKUBER_LOG_LEVEL: 'warn',
});
