import { promisesOfClusterRepositories } from '../testing/cluster-repository.contract.js';

describe('the repositories of clusters on SQLite', () => {
  promisesOfClusterRepositories(() => Promise.resolve({ freshUrl: () => Promise.resolve('sqlite::memory:'), stop: () => Promise.resolve() }));
});
