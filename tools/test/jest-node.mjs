import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Jest on native ESM with swc, for everything that runs on Node. `roots` are folders below `projectDir`. */
export const nodeJest = (projectDir, { roots = ['.'], testMatch = ['**/*.spec.ts'], ...rest } = {}) => ({
  rootDir: workspace,
  roots: roots.map((root) => resolve(projectDir, root)),
  testEnvironment: 'node',
  testMatch,
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/libs/.*/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      swcrc: false,
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        target: 'es2024',
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    }],
  },
  moduleNameMapper: {
    '^@hyperkuber/(contracts|kube)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  ...rest,
});
