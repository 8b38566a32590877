/** One command whose report counts tests. */
export interface JestRun {
  readonly kind: 'jest';
  readonly project: string;
  readonly config: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One command that is one test: it passes with exit status 0. */
export interface CheckRun {
  readonly kind: 'check';
  readonly name: string;
  readonly command: readonly string[];
}

export interface BrowserRun {
  readonly kind: 'browser';
}

export type LevelRun = JestRun | CheckRun | BrowserRun;

const jest = (project: string, level?: string): JestRun => ({
  kind: 'jest', project, config: `${project}/jest.config.mjs`, ...(level === undefined ? {} : { environment: { HK_TEST_LEVEL: level } }),
});
const check = (name: string, ...command: string[]): CheckRun => ({ kind: 'check', name, command });

/** The levels of `npm test`, in their order; each answers one question (CONTRIBUTING.md, "Tests"). */
export const LEVELS: Readonly<Record<string, readonly LevelRun[]>> = {
  static: [
    check('type check', 'nx', 'run-many', '-t', 'typecheck', '--parallel=2', '--outputStyle=static'),
    check('lint', 'nx', 'run-many', '-t', 'lint', '--parallel=2', '--outputStyle=static'),
    check('import rules', 'npm', 'run', '--silent', 'depcruise'),
  ],
  unit: [jest('libs/contracts'), jest('libs/kube'), jest('server', 'unit'), jest('tools', 'unit')],
  console: [jest('console')],
  http: [jest('server', 'http')],
  int: [jest('server', 'int'), jest('tools', 'int')],
  e2e: [{ kind: 'browser' }],
};
