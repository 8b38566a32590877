import { createConnection } from 'mysql2/promise';

export const databaseName = 'hyperkuber';
export const user = 'root';

/** Durability is what tests can do without: nothing here waits for a disk. */
export const fastFlags = [
  '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-flush-method=nosync', '--innodb-buffer-pool-size=64M',
  '--skip-log-bin', '--character-set-server=utf8mb4', '--max-connections=200', '--performance-schema=OFF',
] as const;

/** Connects as the administrator and makes sure that the database exists. */
export async function createDatabase(port: number): Promise<void> {
  const connection = await createConnection({ host: '127.0.0.1', port, user, connectTimeout: 2000 });
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${databaseName} CHARACTER SET utf8mb4`);
  } finally {
    await connection.end();
  }
}
