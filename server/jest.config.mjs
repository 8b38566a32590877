import { nodeJest } from '../tools/test/jest-node.mjs';

// HK_TEST_LEVEL picks one of the levels: unit (default), http, int.
const level = process.env.HK_TEST_LEVEL ?? 'unit';
const roots = ['.', '../migrations'];
const levels = {
  unit: { roots, testMatch: ['**/*.spec.ts'], testPathIgnorePatterns: ['\\.(http|int)\\.spec\\.ts$'] },
  http: { roots, testMatch: ['**/*.http.spec.ts'] },
  int: { roots, testMatch: ['**/*.int.spec.ts'], maxWorkers: 1, testTimeout: 120_000 },
};
export default nodeJest(import.meta.dirname, levels[level]);
