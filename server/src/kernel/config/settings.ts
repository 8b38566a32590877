import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['true', 'false'], 'must be true or false').transform((word) => word === 'true');
const port = z.coerce.number('must be a port number').int().min(0).max(65_535);
const databaseUrl = z.string().regex(/^(sqlite:.+|mysql:\/\/.+|mariadb:\/\/.+)$/, 'must begin with sqlite:, mysql:// or mariadb://');

export interface SettingDefinition {
  readonly schema: z.ZodType;
  readonly secret?: true;
  readonly about: string;
}

/** Every setting there is: the environment's name, what it may be, its default inside the schema, what it is for. */
export const SETTING_DEFINITIONS = {
  DATABASE_URL: { schema: databaseUrl.optional(), secret: true, about: 'sqlite:FILE, mysql://… or mariadb://…; default: SQLite in the data folder' },
  REDIS_URL: { schema: z.string().regex(/^rediss?:\/\/.+$/, 'must begin with redis:// or rediss://').optional(), secret: true, about: 'job queue and bus; default: in process' },
  HYPERKUBER_DATA: { schema: z.string().min(1).default('data'), about: 'folder for the embedded database, the keyring and the set-up link' },
  HYPERKUBER_HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'address to listen on' },
  HYPERKUBER_PORT: { schema: port.default(8080), about: 'port of the console and the API' },
  HYPERKUBER_METRICS_HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'address of /metrics' },
  HYPERKUBER_METRICS_PORT: { schema: port.default(9464), about: 'port of /metrics; 0 takes a free one' },
  HYPERKUBER_PUBLIC_URL: { schema: z.url({ protocol: /^https?$/ }).optional(), about: 'address under which people reach the console' },
  HYPERKUBER_KEYRING: { schema: z.string().min(1).optional(), about: 'keyring file; default: keyring.json in the data folder' },
  HYPERKUBER_CONSOLE: { schema: z.string().min(1).optional(), about: 'folder of the built console; default: beside the server' },
  HYPERKUBER_WORKER: { schema: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'), about: 'whether the API process also does the work; auto: yes without REDIS_URL' },
  HYPERKUBER_EGRESS_LOOPBACK: { schema: flag.default(false), about: 'allow clusters at loopback addresses' },
  HYPERKUBER_EGRESS_PRIVATE: { schema: flag.default(true), about: 'allow clusters at private addresses (RFC 1918, fc00::/7)' },
  HYPERKUBER_EGRESS_LINK_LOCAL: { schema: flag.default(false), about: 'allow clusters at link-local addresses' },
  HYPERKUBER_TRUSTED_PROXIES: { schema: z.string().max(2_000).default(''), about: 'addresses or networks, comma separated, whose X-Forwarded-For is believed' },
  HYPERKUBER_LOG_LEVEL: { schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), about: 'least level that is logged' },
} as const satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof SETTING_DEFINITIONS;
type Value<N extends SettingName> = z.output<(typeof SETTING_DEFINITIONS)[N]['schema']>;
export type SettingValues = { readonly [N in SettingName]: Value<N> };
export type SettingSource = 'environment' | 'file' | 'default';
export type SettingSources = Readonly<Record<SettingName, SettingSource>>;

/** The settings of this process, read once at start. Injected under this class; nothing else reads the environment. */
export class Settings {
  constructor(
    readonly values: SettingValues,
    readonly sources: SettingSources,
  ) {}

  get dataDir(): string {
    return isAbsolute(this.values.HYPERKUBER_DATA) ? this.values.HYPERKUBER_DATA : resolve(this.values.HYPERKUBER_DATA);
  }

  get databaseUrl(): string {
    return this.values.DATABASE_URL ?? `sqlite:${resolve(this.dataDir, 'hyperkuber.sqlite')}`;
  }

  get redisUrl(): string | undefined {
    return this.values.REDIS_URL;
  }

  get keyringFile(): string {
    return this.values.HYPERKUBER_KEYRING ?? resolve(this.dataDir, 'keyring.json');
  }

  /** Whether the API process also runs the jobs. */
  get worksInProcess(): boolean {
    const wish = this.values.HYPERKUBER_WORKER;
    return wish === 'on' || (wish === 'auto' && this.redisUrl === undefined);
  }
}
