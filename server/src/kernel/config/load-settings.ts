import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { SETTING_DEFINITIONS, Settings, type SettingDefinition, type SettingName, type SettingSource, type SettingSources, type SettingValues } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every fault of the configuration at once; the process does not start. */
export class SettingsRefused extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration has ${String(faults.length)} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'SettingsRefused';
  }
}

interface Raw {
  readonly value: string | undefined;
  readonly source: SettingSource;
}

const names = Object.keys(SETTING_DEFINITIONS).filter((name): name is SettingName => name in SETTING_DEFINITIONS);
const known = new Set<string>(names.flatMap((name) => [name, `${name}_FILE`]));

const readSecretFile = (path: string): string => readFileSync(path, 'utf8').replace(/\r?\n$/, '');

const rawOf = (name: SettingName, environment: Environment, faults: string[]): Raw => {
  const direct = environment[name];
  const path = environment[`${name}_FILE`];
  if (direct !== undefined && path !== undefined) faults.push(`${name}: set either ${name} or ${name}_FILE, not both`);
  if (direct !== undefined) return { value: direct, source: 'environment' };
  if (path === undefined) return { value: undefined, source: 'default' };
  try {
    return { value: readSecretFile(path), source: 'file' };
  } catch {
    faults.push(`${name}_FILE: the file ${path} cannot be read`);
    return { value: undefined, source: 'file' };
  }
};

/** Reads the whole configuration. @throws SettingsRefused that lists every fault: unknown names, unreadable files, bad values. */
export const loadSettings = (environment: Environment): Settings => {
  const faults = Object.keys(environment)
    .filter((name) => name.startsWith('HYPERKUBER_') && !known.has(name) && !name.startsWith('HYPERKUBER_TEST_') && name !== 'HYPERKUBER_TOOLBOX')
    .map((name) => `${name}: there is no such setting`);
  const entries = names.map((name) => {
    const raw = rawOf(name, environment, faults);
    const schema: z.ZodType = SETTING_DEFINITIONS[name].schema;
    const parsed = schema.safeParse(raw.value);
    if (!parsed.success) faults.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
    return { name, value: parsed.success ? parsed.data : undefined, source: raw.source };
  });
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') faults.push('NODE_TLS_REJECT_UNAUTHORIZED: must not be 0; it would switch off the proof of every cluster');
  if (faults.length > 0) throw new SettingsRefused(faults);
  // Each value has just been parsed by the schema of its own name.
  const values = Object.fromEntries(entries.map(({ name, value }) => [name, value])) as unknown as SettingValues;
  const sources = Object.fromEntries(entries.map(({ name, source }) => [name, source])) as unknown as SettingSources;
  return new Settings(values, sources);
};

/** One line per setting: name, value (secrets masked), where it came from. */
export const printSettings = (settings: Settings): string => names.map((name) => {
  const definition: SettingDefinition = SETTING_DEFINITIONS[name];
  const value = settings.values[name];
  const shown = value === undefined ? '(unset)' : definition.secret === true ? '********' : String(value);
  return `${name}=${shown}  # ${settings.sources[name]}`;
}).join('\n');
