import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ToolError } from '../services/tool-error.ts';

export interface DemoOptions {
  /** Ends after the release with an exit status instead of staying up. */
  readonly once: boolean;
  /** 0 takes a free one. */
  readonly port: number;
  readonly clusters: number;
  readonly dataDir: string;
  /** Whether the data folder is removed at the end: only one that was made here. */
  readonly temporary: boolean;
}

const whole = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ToolError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
};

/** Reads the command line. @throws ToolError in one sentence. */
export const demoOptions = (args: readonly string[]): DemoOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: { once: { type: 'boolean', default: false }, port: { type: 'string', default: '8080' }, clusters: { type: 'string', default: '3' }, data: { type: 'string' } },
  });
  return {
    once: values.once,
    port: whole('port', values.port, 0, 65_535),
    clusters: whole('clusters', values.clusters, 1, 20),
    dataDir: values.data === undefined ? mkdtempSync(join(tmpdir(), 'hyperkuber-demo-')) : resolve(values.data),
    temporary: values.data === undefined,
  };
};
