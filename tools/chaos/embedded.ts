import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { freePort } from '../services/process/free-port.ts';
import { SupervisedGroup } from '../services/process/supervised-group.ts';
import { commonEnvironment, type Installation, type Row, ServerProcess } from './installation.ts';

/** After a kill the next to open the database brings it in order; others wait. */
const PATIENCE_MS = 10_000;

/** One process with SQLite and the queue in process: what `npm start` runs. */
export const startEmbedded = async (dataDir: string): Promise<Installation> => {
  const group = new SupervisedGroup();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = new ServerProcess({ id: 'server', program: 'main', environment: { ...commonEnvironment(dataDir), HYPERKUBER_PORT: String(port) }, folder: dataDir, origin }, group);
  await server.start();
  await server.ready();
  return {
    origins: [origin], dataDir, processes: [server],
    victims: () => [server],
    rows: async (sql) => readSqlite(join(dataDir, 'hyperkuber.sqlite'), sql),
    stop: () => group.stop(),
  };
};

const readSqlite = (file: string, sql: string): readonly Row[] => {
  const database = new DatabaseSync(file, { readOnly: true, timeout: PATIENCE_MS });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
};
