import { nodeJest } from './test/jest-node.mjs';

// HK_TEST_LEVEL picks one of the levels: unit (default) or int.
const level = process.env.HK_TEST_LEVEL ?? 'unit';
const levels = {
  unit: { testMatch: ['**/*.spec.ts'], testPathIgnorePatterns: ['\\.int\\.spec\\.ts$'] },
  http: { testMatch: ['**/*.http.spec.ts'] },
  int: { testMatch: ['**/*.int.spec.ts'], maxWorkers: 1, testTimeout: 120_000 },
};
export default nodeJest(import.meta.dirname, levels[level]);
