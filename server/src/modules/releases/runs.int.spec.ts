import { startMariadb, startMysql } from '../../persistence/testing/database-servers.js';
import { promisesOfRuns } from './testing/run.contract.js';

describe.each([['MariaDB', startMariadb], ['MySQL', startMysql]])('a run, on %s', (_name, start) => {
  promisesOfRuns(start);
});
