import { parseArgs } from 'node:util';
import { ToolError } from '../services/tool-error.ts';

export type ChaosMode = 'embedded' | 'split';

export interface ChaosOptions {
  readonly mode: ChaosMode;
  readonly kills: number;
  readonly clusters: number;
  /** Applications whose releases run side by side; each of them releases one revision after another. */
  readonly lanes: number;
  readonly seed: number;
  /** Mean pause between a restart and the next kill. */
  readonly everyMs: number;
  readonly build: boolean;
  /** Keep the folder with the logs of the processes. */
  readonly keep: boolean;
}

const whole = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ToolError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
};

const modeOf = (text: string): ChaosMode => {
  if (text === 'embedded' || text === 'split') return text;
  throw new ToolError(`--mode takes embedded or split, not "${text}".`);
};

/** Reads the command line. @throws ToolError in one sentence. */
export const chaosOptions = (args: readonly string[]): ChaosOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      mode: { type: 'string', default: 'embedded' }, kills: { type: 'string', default: '100' }, clusters: { type: 'string', default: '2' },
      lanes: { type: 'string', default: '2' }, seed: { type: 'string' }, every: { type: 'string', default: '2500' },
      'no-build': { type: 'boolean', default: false }, keep: { type: 'boolean', default: false },
    },
  });
  return {
    mode: modeOf(values.mode),
    kills: whole('kills', values.kills, 1, 10_000),
    clusters: whole('clusters', values.clusters, 1, 10),
    lanes: whole('lanes', values.lanes, 1, 10),
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole('seed', values.seed, 0, 2 ** 31),
    everyMs: whole('every', values.every, 100, 60_000),
    build: !values['no-build'],
    keep: values.keep,
  };
};
