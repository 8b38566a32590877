import { DomainError } from '../kernel/domain-error.js';

/** The connection broke at COMMIT and the database cannot be asked whether the work was written. */
export class CommitUnknown extends DomainError {
  readonly code = 'commit-unknown';
  readonly status = 503;
  readonly title = 'The database did not answer in time';
}

/** The connection broke at COMMIT and the database says that nothing was written. */
export class CommitLost extends Error {}

const transientCodes = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']);
// mysql2 gives no code to a statement on a connection that it knows to be closed, only `fatal`.
const lostCodes = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE', 'ER_SERVER_SHUTDOWN', 'ER_CONNECTION_KILLED', 'closed']);
const uniqueCodes = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

/**
 * True where running the whole transaction again may succeed. A connection lost before COMMIT was sent belongs here: the
 * server has rolled back. A server that cannot be reached at all does not; nobody should wait for it several times.
 */
export const isTransient = (error: unknown): boolean =>
  error instanceof CommitLost || transientCodes.has(codeOf(error)) || lostCodes.has(codeOf(error));

export const isConnectionLost = (error: unknown): boolean => lostCodes.has(codeOf(error)) || codeOf(error) === 'ETIMEDOUT';

/** True where a row with the same unique value is there already; repositories turn it into their module's error. */
export const isUniqueViolation = (error: unknown): boolean => uniqueCodes.has(codeOf(error));

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('driverError' in error && error.driverError !== error) {
    const inner = codeOf(error.driverError);
    if (inner !== '') return inner;
  }
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'fatal' in error && error.fatal === true ? 'closed' : '';
}
