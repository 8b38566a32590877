import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2';

/** A database server for one spec file, and the way to an empty database on it. */
export interface DatabaseServer {
  /** The URL of a new, empty database. */
  freshUrl(): Promise<string>;
  /** As root, for what only a test does: kill a connection, look into the schema. */
  query(sql: string): Promise<unknown>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => { if (typeof address === 'object' && address) resolve(address.port); else reject(new Error('no port')); });
  });
});

export function startSqlite(): Promise<DatabaseServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperkuber-sqlite-'));
  let count = 0;
  return Promise.resolve({
    freshUrl: () => Promise.resolve(`sqlite:${join(folder, `${String(++count)}.sqlite`)}`),
    query: () => Promise.reject(new Error('There is no server')),
    stop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  });
}

/** `HYPERKUBER_TEST_MARIADB_URL` names a running server; otherwise the machine's own mariadbd is started. */
export async function startMariadb(): Promise<DatabaseServer> {
  const given = process.env['HYPERKUBER_TEST_MARIADB_URL'];
  if (given !== undefined) return onServer(given, () => Promise.resolve());
  const folder = mkdtempSync(join(tmpdir(), 'hyperkuber-mariadb-'));
  const { user } = runAs();
  must('mariadb-install-db', ['--no-defaults', ...user, `--datadir=${folder}/data`, '--auth-root-authentication-method=normal', '--skip-test-db']);
  return startServer('/usr/sbin/mariadbd', ['--no-defaults', ...user, `--datadir=${folder}/data`], folder, 'mariadb');
}

/** `HYPERKUBER_TEST_MYSQL_URL` names a running server; `undefined` where there is none: this machine has no MySQL. */
export async function startMysql(): Promise<DatabaseServer | undefined> {
  const given = process.env['HYPERKUBER_TEST_MYSQL_URL'];
  return given === undefined ? undefined : onServer(given, () => Promise.resolve());
}

const runAs = (): { user: string[] } => ({ user: process.getuid?.() === 0 ? ['--user=root'] : [] });

function must(command: string, args: string[]): void {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ended with ${String(done.status)}: ${done.stderr}`);
}

async function startServer(binary: string, args: string[], folder: string, scheme: string): Promise<DatabaseServer> {
  const port = await freePort();
  const child = spawn(binary, [...args, '--bind-address=127.0.0.1', `--port=${String(port)}`, `--socket=${folder}/socket`], { stdio: 'ignore' });
  const server = onServer(`${scheme}://root@127.0.0.1:${String(port)}/`, () => end(child, folder));
  for (const limit = Date.now() + 60_000; ; await wait(100)) {
    try {
      await server.query('SELECT 1');
      return server;
    } catch (error) {
      if (Date.now() > limit || child.exitCode !== null) throw error;
    }
  }
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

function onServer(url: string, stop: () => Promise<void>): DatabaseServer {
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
    stop,
    freshUrl: async () => {
      const name = `hk_${String(process.pid)}_${String(Date.now())}_${String(++count)}`;
      // Deliberately not utf8mb4_bin: the columns themselves must bring their collation.
      await query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`);
      return new URL(name, url.endsWith('/') ? url : `${url}/`).href;
    },
  };
}
