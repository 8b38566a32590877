import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2';
import * as services from '../../../../tools/services/index.ts';

/** A database server for one spec file, and the way to an empty database on it. */
export interface DatabaseServer {
  /** The URL of a new, empty database. */
  freshUrl(): Promise<string>;
  /** As root, for what only a test does: kill a connection, look into the schema. */
  query(sql: string): Promise<unknown>;
  stop(): Promise<void>;
}

export function startSqlite(): Promise<DatabaseServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperkuber-sqlite-'));
  let count = 0;
  return Promise.resolve({
    freshUrl: () => Promise.resolve(`sqlite:${join(folder, `${String(++count)}.sqlite`)}`),
    query: () => Promise.reject(new Error('There is no server')),
    stop: () => rm(folder, { recursive: true, force: true }),
  });
}

export async function startMariadb(): Promise<DatabaseServer> {
  return onServer(await services.startMariadb());
}

export async function startMysql(): Promise<DatabaseServer> {
  return onServer(await services.startMysql());
}

function onServer({ url, stop }: services.RunningService): DatabaseServer {
  const { hostname, port, username, password } = new URL(url);
  let count = 0;
  const query = async (sql: string): Promise<unknown> => {
    const connection = createConnection({ host: hostname, port: Number(port || 3306), user: username, password: decodeURIComponent(password) });
    connection.on('error', () => undefined);
    try {
      return (await connection.promise().query(sql))[0];
    } finally {
      connection.destroy();
    }
  };
  return {
    query,
    stop: () => stop(),
    freshUrl: async () => {
      const name = `hk_${String(process.pid)}_${String(Date.now())}_${String(++count)}`;
      // Deliberately not utf8mb4_bin: the columns themselves must bring their collation.
      await query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`);
      return new URL(`/${name}`, url).href;
    },
  };
}
