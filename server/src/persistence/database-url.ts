import { DomainError } from '../kernel/domain-error.js';

export class DatabaseUrlInvalid extends DomainError {
  readonly code = 'database-url-invalid';
  readonly status = 500;
  readonly title = 'The database URL is not usable';
}

export type DatabasePlace =
  | { readonly family: 'sqlite'; readonly file: string }
  | {
      readonly family: 'mysql';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
      readonly socket?: string;
      readonly tls: boolean;
    };

/** Understands `sqlite:/path`, `sqlite::memory:`, `mysql://user:password@host:port/name` and the same with `mariadb:`. */
export function parseDatabaseUrl(url: string): DatabasePlace {
  if (url.startsWith('sqlite:')) return sqlitePlace(url.slice('sqlite:'.length));
  const parsed = URL.parse(url);
  if (!parsed || !['mysql:', 'mariadb:'].includes(parsed.protocol)) {
    throw new DatabaseUrlInvalid('Give sqlite:/path/to/file, mysql://user:password@host/name or mariadb://user:password@host/name');
  }
  const database = decodeURIComponent(parsed.pathname.slice(1));
  if (database === '') throw new DatabaseUrlInvalid('The database URL names no database: write it after the host, mysql://host/name');
  const socket = parsed.searchParams.get('socket');
  return {
    family: 'mysql',
    host: parsed.hostname,
    port: parsed.port === '' ? 3306 : Number(parsed.port),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database,
    tls: parsed.searchParams.get('tls') === 'true',
    ...(socket === null ? {} : { socket }),
  };
}

function sqlitePlace(rest: string): DatabasePlace {
  const file = rest.replace(/^\/\/(?=\/)/, '');
  if (file === '') throw new DatabaseUrlInvalid('The database URL names no file: write sqlite:/path/to/file');
  return { family: 'sqlite', file };
}
