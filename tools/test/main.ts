import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build.ts';
import { debianProgram } from '../services/debian-package.ts';
import { run, workspace } from '../workspace.ts';
import { LEVELS, type BrowserRun, type CheckRun, type JestRun, type LevelRun } from './levels.ts';

interface Count {
  passed: number;
  failed: number;
}

const say = (text: string): void => { process.stdout.write(`${text}\n`); };
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

const readReport = async (file: string): Promise<Record<string, unknown> | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text) as Record<string, unknown>;
};

/** A suite that could not run has no tests to count: it is one failure. */
const jestCount = (report: Record<string, unknown> | undefined, code: number): Count => {
  if (report === undefined) return { passed: 0, failed: 1 };
  const failed = number(report['numFailedTests']) + number(report['numRuntimeErrorTestSuites']);
  return { passed: number(report['numPassedTests']), failed: failed === 0 && code !== 0 ? 1 : failed };
};

const runJest = async (level: JestRun, folder: string): Promise<Count> => {
  const report = join(folder, 'report.json');
  const { code } = await run('node', ['--experimental-vm-modules', '--no-warnings', join(workspace, 'node_modules/jest/bin/jest.js'), '-c', level.config, '--json', `--outputFile=${report}`, '--forceExit'], {
    environment: { ...process.env, ...level.environment },
  });
  return jestCount(await readReport(report), code);
};

const runCheck = async ({ command }: CheckRun): Promise<Count> => {
  const [program, ...args] = command;
  const { code, output } = await run(program ?? '', args, { quiet: true });
  if (code !== 0) say(output);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const runBrowser = async (_: BrowserRun, folder: string): Promise<Count> => {
  const report = join(folder, 'report.json');
  const chromium = process.env['HYPERKUBER_TEST_CHROMIUM'] ?? await debianProgram({ program: 'chromium', debianPackage: 'chromium', insteadOf: 'HYPERKUBER_TEST_CHROMIUM' });
  const { code } = await run('playwright', ['test', '-c', 'console/e2e/playwright.config.ts'], { environment: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, HYPERKUBER_TEST_CHROMIUM: chromium } });
  const found = await readReport(report);
  const stats = (found?.['stats'] ?? {}) as Record<string, unknown>;
  const failed = number(stats['unexpected']);
  return { passed: number(stats['expected']) + number(stats['flaky']), failed: failed === 0 && code !== 0 ? 1 : failed };
};

const runOne = async (level: LevelRun): Promise<Count> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperkuber-test-'));
  try {
    switch (level.kind) {
      case 'jest': return await runJest(level, folder);
      case 'check': return await runCheck(level);
      case 'browser': return await runBrowser(level, folder);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const nameOf = (level: LevelRun): string => level.kind === 'jest' ? level.project : level.kind === 'check' ? level.name : 'console in Chromium';

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(LEVELS, name));
if (unknown.length > 0) {
  say(`There is no level ${unknown.join(', ')}; choose among ${Object.keys(LEVELS).join(', ')}.`);
  process.exit(2);
}
const total: Count = { passed: 0, failed: 0 };
await build();
for (const name of chosen.length > 0 ? chosen : Object.keys(LEVELS)) {
  for (const level of LEVELS[name] ?? []) {
    const begunAt = Date.now();
    const count = await runOne(level);
    total.passed += count.passed;
    total.failed += count.failed;
    say(`${name}: ${nameOf(level)}: ${String(count.passed)} passed, ${String(count.failed)} failed in ${String(Math.round((Date.now() - begunAt) / 1000))} s`);
  }
}
say(`${String(total.passed)} passed, ${String(total.failed)} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
