import { createPool, type RowDataPacket } from 'mysql2/promise';
import { freePort } from '../services/process/free-port.ts';
import { SupervisedGroup } from '../services/process/supervised-group.ts';
import { startMysql, startRedis } from '../services/index.ts';
import { ToolError } from '../services/tool-error.ts';
import { built, run } from '../workspace.ts';
import { commonEnvironment, type Installation, type Row, ServerProcess } from './installation.ts';

const BOTH_WORKERS = 0.2;
const AN_API = 0.15;

export interface SplitOptions {
  /** Further settings of the API processes. */
  readonly apiEnvironment?: Readonly<Record<string, string>>;
}

export interface SplitInstallation extends Installation {
  readonly apiOrigins: readonly [string, string];
  readonly apis: readonly [ServerProcess, ServerProcess];
  readonly workers: readonly [ServerProcess, ServerProcess];
}

/** What a larger place runs: MySQL, Redis, two API processes that do no work, and two workers. */
export const startSplit = async (dataDir: string, options: SplitOptions = {}): Promise<SplitInstallation> => {
  const [database, redis] = await Promise.all([startMysql(), startRedis()]);
  const group = new SupervisedGroup();
  const common = { ...commonEnvironment(dataDir), DATABASE_URL: database.url, REDIS_URL: redis.url };
  await migrate(common);
  const api = async (id: string): Promise<readonly [ServerProcess, string]> => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const environment = { ...common, ...options.apiEnvironment, HYPERKUBER_PORT: String(port), HYPERKUBER_WORKER: 'off' };
    return [new ServerProcess({ id, program: 'main', environment, folder: dataDir, origin }, group), origin];
  };
  const worker = (id: string): ServerProcess => new ServerProcess({ id, program: 'worker', environment: common, folder: dataDir }, group);
  const [[first, firstOrigin], [second, secondOrigin]] = [await api('api-1'), await api('api-2')];
  const workers = [worker('worker-1'), worker('worker-2')] as const;
  const processes = [first, second, ...workers];
  for (const one of processes) {
    await one.start();
    await one.ready();
  }
  const pool = createPool({ uri: database.url, connectionLimit: 2 });
  return {
    origins: [firstOrigin, secondOrigin], apiOrigins: [firstOrigin, secondOrigin], dataDir, processes, apis: [first, second], workers,
    victims: (random) => victimsOf(random(), [first, second], workers),
    rows: async (sql) => {
      const [rows] = await pool.query<(RowDataPacket & Row)[]>(sql);
      return rows;
    },
    stop: async () => {
      await pool.end();
      await group.stop();
      await Promise.all([database.stop(), redis.stop()]);
    },
  };
};

const victimsOf = (chance: number, [apiA, apiB]: readonly [ServerProcess, ServerProcess], [workerA, workerB]: readonly [ServerProcess, ServerProcess]): readonly ServerProcess[] => {
  const even = Math.floor(chance * 1_000) % 2 === 0;
  if (chance < BOTH_WORKERS) return [workerA, workerB];
  if (chance < BOTH_WORKERS + AN_API) return [even ? apiA : apiB];
  return [even ? workerA : workerB];
};

const migrate = async (environment: Readonly<Record<string, string>>): Promise<void> => {
  const { code, output } = await run(process.execPath, [built.migrate], { quiet: true, environment: { PATH: process.env['PATH'], ...environment } });
  if (code !== 0) throw new ToolError(`The database could not be migrated: ${output.slice(-1_000)}`);
};
