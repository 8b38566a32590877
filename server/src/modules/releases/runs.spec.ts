import { promisesOfRuns } from './testing/run.contract.js';

describe('a run, on SQLite', () => {
  promisesOfRuns(() => Promise.resolve({ freshUrl: () => Promise.resolve('sqlite::memory:'), stop: () => Promise.resolve() }));
});
