import mysql, { type Pool, type PoolOptions } from 'mysql2';
import type { DataSource, DataSourceOptions, MixedList } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { type DatabasePlace, parseDatabaseUrl } from './database-url.js';
import { PortableDataSource } from './portable-data-source.js';

export interface DataSourceSettings {
  readonly url: string;
  readonly entities: readonly (abstract new () => object)[];
  /** Connections per process on the MySQL family; SQLite has one. */
  readonly poolSize?: number;
  readonly connectTimeoutMs?: number;
  /** Another list of migrations; only the migration tests need it. */
  readonly migrations?: readonly (new () => object)[];
}

type MysqlPlace = Extract<DatabasePlace, { family: 'mysql' }>;

/** Connects. The schema is left as it is: `migrateToLatest` or `refuseOldSchema` comes next. */
export async function openDataSource(settings: DataSourceSettings): Promise<DataSource> {
  return new PortableDataSource(await dataSourceOptions(settings)).initialize();
}

export async function dataSourceOptions(settings: DataSourceSettings): Promise<DataSourceOptions> {
  const place = parseDatabaseUrl(settings.url);
  const common = {
    entities: list(settings.entities),
    migrations: list(settings.migrations ?? migrations),
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each' as const,
    synchronize: false,
    logging: false,
  };
  if (place.family === 'sqlite') return { ...common, ...sqliteOptions(place.file) };
  const connectTimeout = settings.connectTimeoutMs ?? 5_000;
  return {
    ...common,
    type: await serverKind(place, connectTimeout),
    ...addressOf(place),
    username: place.user,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectTimeout,
    poolSize: settings.poolSize ?? 10,
    extra: { waitForConnections: true, queueLimit: 1_000, maxIdle: 4, idleTimeout: 60_000, enableKeepAlive: true },
    driver: { createPool: (options: PoolOptions) => preparedPool(options) },
  };
}

const list = <T extends abstract new () => object>(classes: readonly T[]): MixedList<T> => [...classes];

const sqliteOptions = (file: string) => ({
  type: 'better-sqlite3' as const,
  database: file,
  enableWAL: file !== ':memory:',
  timeout: 5_000,
  // With WAL a killed process loses nothing; a power cut may lose the last commits but leaves the file sound.
  prepareDatabase: (database: { pragma(source: string): unknown }) => {
    database.pragma('synchronous = NORMAL');
  },
});

const addressOf = (place: MysqlPlace) => ({
  ...(place.socket === undefined ? { host: place.host, port: place.port } : { socketPath: place.socket }),
  password: place.password,
  database: place.database,
  ...(place.tls ? { ssl: { rejectUnauthorized: true } } : {}),
});

// As `mysql` against MariaDB every nullable text column is reported as drift (typeorm #11038), so the server is asked.
async function serverKind(place: MysqlPlace, connectTimeout: number): Promise<'mysql' | 'mariadb'> {
  const connection = mysql.createConnection({ ...addressOf(place), user: place.user, connectTimeout });
  try {
    const [rows] = await connection.promise().query('SELECT VERSION() AS version');
    return JSON.stringify(rows).toLowerCase().includes('mariadb') ? 'mariadb' : 'mysql';
  } finally {
    connection.destroy();
  }
}

/** Every connection of the pool is set up before its first use; per transaction it would cost a round trip each. */
function preparedPool(options: PoolOptions): Pool {
  const pool = mysql.createPool(options);
  pool.on('connection', (connection) => {
    connection.query(
      "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    );
    connection.query(
      "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 10, sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
    );
  });
  return pool;
}
