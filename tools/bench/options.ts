import { parseArgs } from 'node:util';
import { ToolError } from '../services/tool-error.ts';

export const ROWS = ['release-fan-out', 'console-first-load'] as const;
export type Row = (typeof ROWS)[number];

export interface BenchOptions {
  readonly rows: readonly Row[];
  readonly clusters: number;
  readonly rounds: number;
  /** What an API server takes for one request. */
  readonly serviceMs: number;
  /** MySQL and Redis instead of the embedded database and queue. */
  readonly external: boolean;
  /** Takes what is built already as it is. */
  readonly built: boolean;
  /** Lists every request of the console with its size. */
  readonly sizes: boolean;
  /** Folder for a profile of the server's processor time; undefined takes none. */
  readonly profile: string | undefined;
}

const whole = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ToolError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
};

const isRow = (name: string): name is Row => (ROWS as readonly string[]).includes(name);

/** Reads the command line. @throws ToolError in one sentence. */
export const benchOptions = (args: readonly string[]): BenchOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      clusters: { type: 'string', default: '100' }, rounds: { type: 'string', default: '3' }, 'service-ms': { type: 'string', default: '5' },
      external: { type: 'boolean', default: false }, built: { type: 'boolean', default: false }, sizes: { type: 'boolean', default: false }, profile: { type: 'string' },
    },
  });
  const unknown = positionals.find((name) => !isRow(name));
  if (unknown !== undefined) throw new ToolError(`There is no row "${unknown}": choose from ${ROWS.join(', ')}.`);
  return {
    rows: positionals.length === 0 ? ROWS : positionals.filter(isRow),
    clusters: whole('clusters', values.clusters, 2, 1_000),
    rounds: whole('rounds', values.rounds, 1, 100),
    serviceMs: whole('service-ms', values['service-ms'], 0, 1_000),
    external: values.external,
    built: values.built,
    sizes: values.sizes,
    profile: values.profile,
  };
};
