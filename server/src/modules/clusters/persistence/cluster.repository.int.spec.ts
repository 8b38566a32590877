import { startMariadb, startMysql } from '../../../persistence/testing/database-servers.js';
import { promisesOfClusterRepositories } from '../testing/cluster-repository.contract.js';

describe.each([['mariadb', startMariadb], ['mysql', startMysql]])('the repositories of clusters on %s', (_family, start) => {
  promisesOfClusterRepositories(start);
});
