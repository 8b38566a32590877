import { DomainError } from '../kernel/domain-error.js';
import {
  type ApplyConflict,
  ClusterFailed,
  ClusterForbidden,
  ClusterRefused,
  CredentialRejected,
  KubeAlreadyExists,
  KubeConflict,
  KubeInvalid,
  KubeNotFound,
  NotKubernetes,
  ResourceExpired,
  TooManyRequests,
} from './errors.js';

interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

interface KubeStatus {
  readonly reason: string;
  readonly message: string;
  readonly code: number;
  readonly continueToken: string;
  readonly retryAfterS: number | undefined;
  readonly causes: readonly StatusCause[];
}

/** An answer with an error status, before it is understood. */
export interface RefusedAnswer {
  readonly cluster: string;
  readonly httpStatus: number;
  readonly body: string;
  readonly contentType: string;
  readonly retryAfter?: string | undefined;
  /** The request was about a Secret: texts of the cluster may quote its values. */
  readonly secret?: boolean;
}

const causesMax = 100;
const textMax = 2048;
const immutable = /immutable|may not change|may not be changed|updates to \S+ spec for fields other than/i;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, textMax) : '');

/** Quoted and bare values in messages of the API server: `Invalid value: "x": must ...`, `cannot handle 'x'`. */
export const maskQuoted = (message: string): string =>
  message
    .replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`/g, '"[masked]"')
    .replaceAll(/((?:Invalid|Unsupported|Duplicate|Too long) value: )(?!"\[masked\]")[^:]*/g, '$1[masked]')
    .replaceAll(/(, got )[^\n]*/g, '$1[masked]');

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const readCause = (value: unknown): StatusCause => {
  const cause = record(value);
  return { reason: text(cause['reason']), message: text(cause['message']).slice(0, 512), field: text(cause['field']) };
};

const parseStatus = (value: unknown, mask: (message: string) => string): KubeStatus | undefined => {
  const status = record(value);
  if (status['kind'] !== 'Status') return undefined;
  const details = record(status['details']);
  const causes = Array.isArray(details['causes']) ? details['causes'].slice(0, causesMax).map(readCause) : [];
  return {
    reason: text(status['reason']),
    message: mask(text(status['message'])),
    code: typeof status['code'] === 'number' ? status['code'] : 0,
    continueToken: text(record(status['metadata'])['continue']),
    retryAfterS: typeof details['retryAfterSeconds'] === 'number' ? details['retryAfterSeconds'] : undefined,
    causes: causes.map((cause) => ({ ...cause, message: mask(cause.message) })),
  };
};

const managerPattern = /conflict with "((?:[^"\\]|\\.)*)"(?:.*? using ([\w./-]+))?/;

const readConflict = (cause: StatusCause): ApplyConflict => {
  const [, manager, apiVersion] = managerPattern.exec(cause.message) ?? [];
  return { manager: manager ?? 'unknown', apiVersion: apiVersion?.replace(/:$/, ''), field: cause.field };
};

const readInvalid = (status: KubeStatus, facts: Record<string, unknown>): KubeInvalid => {
  const causes = status.causes.map(({ field, message }) => ({ field, message }));
  const fixed = causes.filter(({ message }) => immutable.test(message)).map(({ field }) => field);
  return new KubeInvalid(status.message, causes, fixed, facts);
};

const strictFields = /(?:unknown|duplicate) field "([^"]+)"/g;

/** Strict decoding answers 400 and lists the fields in its sentence only. */
const readBadRequest = (status: KubeStatus, facts: Record<string, unknown>): DomainError => {
  const causes = [...status.message.matchAll(strictFields)].map(([message, field]) => ({ field: field ?? '', message }));
  return causes.length > 0 ? new KubeInvalid(status.message, causes, [], facts) : new ClusterRefused(status.message, facts);
};

// Server-side apply answers 500 to fields and values that the schema does not know.
const untyped = /^failed to (?:create typed|convert new object|create manager for)/;
const typedFields = /(\.[\w.[\]="-]+): ([^\n]+)/g;

const readFailed = (status: KubeStatus, facts: Record<string, unknown>): DomainError => {
  if (!untyped.test(status.message)) return new ClusterFailed(status.message || 'The cluster answered 500.', facts);
  const causes = [...status.message.matchAll(typedFields)].map(([, field, message]) => ({ field: (field ?? '').replace(/^\./, ''), message: message ?? '' }));
  return new KubeInvalid(status.message, causes, [], facts);
};

type Reader = (status: KubeStatus, facts: Record<string, unknown>) => DomainError;

const conflict: Reader = (status, facts) => {
  if (status.reason === 'AlreadyExists') return new KubeAlreadyExists(status.message, facts);
  const conflicts = status.causes.filter(({ reason }) => reason === 'FieldManagerConflict').map(readConflict);
  return new KubeConflict(status.message, conflicts, facts);
};

const readers = new Map<number, Reader>([
  [400, readBadRequest],
  [401, (_status, facts) => new CredentialRejected('The cluster no longer accepts the stored credential.', facts)],
  [403, (status, facts) => new ClusterForbidden(status.message || 'The cluster does not allow this.', facts)],
  [404, (status, facts) => new KubeNotFound(status.message || 'The cluster does not know this path.', facts)],
  [409, conflict],
  [410, (status, facts) => new ResourceExpired(status.message || 'The list is too old.', { ...facts, continueToken: status.continueToken })],
  [422, readInvalid],
  [429, (status, facts) => new TooManyRequests('The cluster asks to slow down.', { retryAfterS: status.retryAfterS ?? 1, ...facts })],
  [500, readFailed],
]);

const bare = (httpStatus: number): KubeStatus => ({ reason: '', message: '', code: httpStatus, continueToken: '', retryAfterS: undefined, causes: [] });

const fallback = (answer: RefusedAnswer, status: KubeStatus | undefined, facts: Record<string, unknown>): DomainError => {
  if (answer.httpStatus >= 500) return new ClusterFailed(status?.message || `${answer.cluster} answered ${String(answer.httpStatus)}.`, facts);
  return new ClusterRefused(status?.message || `${answer.cluster} answered ${String(answer.httpStatus)}.`, facts);
};

// The API server itself writes plain text for unknown paths (404) and for overload (429); a 401 is a 401 from anybody.
const isPlain = (answer: RefusedAnswer): boolean => !/html/i.test(answer.contentType) && !answer.body.trimStart().startsWith('<');
const readableWithoutStatus = (answer: RefusedAnswer): boolean => [401, 429].includes(answer.httpStatus) || (answer.httpStatus === 404 && isPlain(answer));

const retryAfterSeconds = (header: string | undefined): { retryAfterS?: number } => {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? { retryAfterS: Math.min(seconds, 3600) } : {};
};

/** Turns an answer with an error status into the error it means; text of anything but a Kubernetes Status is dropped. */
export const readRefusal = (answer: RefusedAnswer): DomainError => {
  const mask = answer.secret ? maskQuoted : (message: string): string => message;
  const status = parseStatus(parseJson(answer.body), mask);
  const facts = { cluster: answer.cluster, upstreamStatus: answer.httpStatus, ...retryAfterSeconds(answer.retryAfter) };
  if (status === undefined && answer.httpStatus < 500 && !readableWithoutStatus(answer)) {
    return new NotKubernetes('error-page', `${answer.cluster} answered ${String(answer.httpStatus)} with a page that no Kubernetes API server writes.`, facts);
  }
  const reader = readers.get(answer.httpStatus);
  return reader === undefined ? fallback(answer, status, facts) : reader(status ?? bare(answer.httpStatus), facts);
};

/** A Status inside a watch stream (`ERROR` event) means the same as one with its own HTTP status. */
export const readStatusObject = (cluster: string, value: unknown): DomainError => {
  const code = record(value)['code'];
  const httpStatus = typeof code === 'number' ? code : 500;
  return readRefusal({ cluster, httpStatus, body: JSON.stringify(record(value)), contentType: 'application/json' });
};
