import { createConnection } from 'mysql2/promise';
import { Redis } from 'ioredis';
import { startMariadb, startMysql, startRedis, type RunningService } from './index.ts';
import { ToolError } from './tool-error.ts';

async function describeDatabase(url: string): Promise<string> {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  try {
    const [rows] = await connection.query('SELECT CONCAT(DATABASE(), " ", @@character_set_database, " ", @@version) AS answer');
    return (rows as { answer: string }[])[0]?.answer ?? '';
  } finally {
    await connection.end();
  }
}

/** Not every machine has a MySQL; that is the one service without a package. */
const mysqlIfThere = (): Promise<RunningService | undefined> => startMysql().catch((cause: unknown) => {
  if (cause instanceof ToolError && cause.message.startsWith('MySQL is missing')) return undefined;
  throw cause;
});

describe('the services', () => {
  it('start a MariaDB with the database in it', async () => {
    const mariadb = await startMariadb();
    expect(await describeDatabase(mariadb.url)).toMatch(/^hyperkuber utf8mb4 .*MariaDB/);
    await mariadb.stop();
  });

  it('start a MySQL with the database in it', async () => {
    const mysql = await mysqlIfThere();
    if (!mysql) return;
    expect(await describeDatabase(mysql.url)).toMatch(/^hyperkuber utf8mb4 [89]\./);
    await mysql.stop();
  });

  it('start two separate Redis servers and end them', async () => {
    const [first, second] = [await startRedis(), await startRedis()];
    const [left, right] = [new Redis(first.url), new Redis(second.url)];
    await left.set('owner', 'first');
    expect(await right.get('owner')).toBeNull();
    left.disconnect();
    right.disconnect();
    await Promise.all([first.stop(), second.stop()]);
    const late = new Redis(first.url, { lazyConnect: true, retryStrategy: () => null });
    late.on('error', () => undefined);
    await expect(late.connect()).rejects.toThrow();
  });
});
