import { errors } from 'undici';
import { AnswerBroken, ClusterUnreachable, EgressRefused, NotKubernetes, type UnreachableReason } from './errors.js';

/** Node's, OpenSSL's and undici's codes, read as what a person can act upon. */
const reasonOf = new Map<string, UnreachableReason>([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EAI_FAIL', 'dns'],
  ['EAI_NODATA', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'no-route'],
  ['ENETUNREACH', 'no-route'],
  ['EADDRNOTAVAIL', 'no-route'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-name'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-ca'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls-ca'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-ca'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-ca'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-ca'],
  ['CERT_SIGNATURE_FAILURE', 'tls-ca'],
  ['CERT_UNTRUSTED', 'tls-ca'],
  ['CERT_REJECTED', 'tls-ca'],
  ['INVALID_CA', 'tls-ca'],
  ['INVALID_PURPOSE', 'tls-ca'],
  ['CERT_HAS_EXPIRED', 'tls-expired'],
  ['CERT_NOT_YET_VALID', 'tls-expired'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-refused'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-client-refused'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'tls-client-refused'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tls-client-refused'],
  ['UND_ERR_PRX_TLS', 'proxy'],
  ['UND_ERR_ABORTED', 'proxy'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_INFO', 'reset'],
  ['UND_ERR_CLOSED', 'reset'],
  ['UND_ERR_DESTROYED', 'reset'],
]);

const wordsOf: Record<UnreachableReason, string> = {
  dns: 'its name could not be resolved',
  refused: 'the connection was refused',
  'no-route': 'there is no network route to it',
  timeout: 'it did not answer in time',
  'tls-name': 'its certificate is for another name',
  'tls-ca': 'its certificate is not signed by the given certificate authority',
  'tls-expired': 'its certificate has expired or is not valid yet',
  'tls-protocol': 'it does not speak TLS as expected',
  'tls-client-refused': 'it refused our client certificate',
  proxy: 'the proxy did not open a connection to it',
  reset: 'it closed the connection',
  'circuit-open': 'it failed several times in a row and is given a pause',
  'address-refused': 'its address is not allowed',
};

export const clusterUnreachable = (cluster: string, reason: UnreachableReason, options?: ErrorOptions): ClusterUnreachable =>
  new ClusterUnreachable(reason, `${cluster} cannot be reached: ${wordsOf[reason]}.`, { cluster }, options);

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The error and everything it wraps, outermost first: undici and happy eyeballs hide the code one level down. */
const chainOf = (error: unknown, depth = 0): unknown[] => {
  if (depth > 4 || typeof error !== 'object' || error === null) return [];
  const inner: unknown[] = error instanceof AggregateError ? error.errors : [];
  const cause = 'cause' in error ? [error.cause] : [];
  return [error, ...[...inner, ...cause].flatMap((one) => chainOf(one, depth + 1))];
};

const prefixReason = (code: string): UnreachableReason | undefined => {
  if (code.startsWith('ERR_HTTP2_')) return 'reset';
  return code.startsWith('ERR_SSL_') || code === 'EPROTO' ? 'tls-protocol' : undefined;
};

export const unreachableReason = (error: unknown): UnreachableReason | undefined => {
  for (const one of chainOf(error)) {
    const code = codeOf(one);
    const reason = reasonOf.get(code) ?? prefixReason(code);
    if (reason !== undefined) return reason;
  }
  return undefined;
};

const isNotHttp = (error: unknown): boolean => chainOf(error).some((one) => one instanceof errors.HTTPParserError);

/** What went wrong before the first byte of an answer. */
export const connectionFault = (cluster: string, error: unknown): Error => {
  const refused = chainOf(error).find((one) => one instanceof EgressRefused);
  if (refused !== undefined) return clusterUnreachable(cluster, 'address-refused', { cause: refused });
  // No cause: the parser's error carries what was received.
  if (isNotHttp(error)) return new NotKubernetes('not-http', `${cluster} answered with something that is not HTTP.`, { cluster });
  return clusterUnreachable(cluster, unreachableReason(error) ?? 'reset', { cause: error });
};

/** What went wrong after the answer had begun. */
export const answerFault = (cluster: string, error: unknown): Error => {
  if (unreachableReason(error) === 'timeout') return clusterUnreachable(cluster, 'timeout', { cause: error });
  return new AnswerBroken(`The answer of ${cluster} broke off before its end.`, { cluster }, { cause: error });
};
