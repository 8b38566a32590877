import { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Duplex } from 'node:stream';
import { readBeginning } from './answer-text.js';
import { type RequestHeaders } from './call-gate.js';
import { type ConnectionOptions } from './cluster-call.js';
import { type ClusterTarget } from './cluster-target.js';
import { clusterUnreachable } from './connection-faults.js';
import { type Deadline } from './deadline.js';
import { type EgressGuard } from './egress-guard.js';
import { ClusterRefused, NotKubernetes } from './errors.js';
import { readRefusal } from './status-error.js';
import { tlsOf } from './transport.js';

/** The other end of exec, attach and port-forward: bytes of the WebSocket, untouched. */
export interface UpgradedConnection {
  readonly headers: IncomingHttpHeaders;
  readonly socket: Duplex;
  /** What came with the answer already. */
  readonly head: Buffer;
}

/** What of a WebSocket handshake reaches the cluster. */
export interface Handshake {
  readonly key: string;
  readonly protocols: readonly string[];
}

interface UpgradeOrder {
  readonly target: ClusterTarget;
  readonly guard: EgressGuard;
  readonly options: ConnectionOptions;
  readonly url: URL;
  readonly path: string;
  readonly headers: RequestHeaders;
  readonly deadline: Deadline;
}

const token = /^[\w.+/=-]{1,128}$/;

/** Only what a handshake may hold; a line break would begin a header of the caller's own. */
export const handshakeHeaders = ({ key, protocols }: Handshake, cluster: string): RequestHeaders => {
  if (!token.test(key) || !protocols.every((protocol) => token.test(protocol))) {
    throw new ClusterRefused('The WebSocket handshake is not valid.', { cluster });
  }
  const headers: RequestHeaders = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': key };
  if (protocols.length > 0) headers['sec-websocket-protocol'] = protocols.join(', ');
  return headers;
};

const refusalOf = async (order: UpgradeOrder, answer: IncomingMessage): Promise<Error> => {
  const cluster = order.target.name;
  const { statusCode = 0, headers } = answer;
  const body = await readBeginning(answer, order.options.maxErrorBytes);
  if (statusCode < 400) return new NotKubernetes(statusCode >= 300 ? 'redirect' : 'not-an-object', `${cluster} does not open a stream here.`, { cluster, upstreamStatus: statusCode });
  return readRefusal({ cluster, httpStatus: statusCode, body, contentType: headers['content-type'] ?? '', retryAfter: headers['retry-after'] });
};

const upgradeRequest = ({ url, path, headers, target, guard, options, deadline }: UpgradeOrder) =>
  httpsRequest({
    ...tlsOf(target),
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 443 : Number(url.port),
    path,
    method: 'GET',
    headers,
    lookup: guard.lookup,
    agent: false,
    timeout: options.headersMs,
    signal: deadline.signal,
  });

/** Opens a WebSocket to the cluster over a socket of its own (HTTP/1.1). undici would drop the Status of a refusal. */
export const openUpgrade = (order: UpgradeOrder): Promise<UpgradedConnection> =>
  new Promise((resolve, reject) => {
    // The proxy agent cannot be used here; saying so is better than going around the proxy.
    if (order.target.proxyUrl !== undefined) {
      reject(clusterUnreachable(order.target.name, 'proxy'));
      return;
    }
    const request = upgradeRequest(order);
    request.once('timeout', () => request.destroy(Object.assign(new Error('No answer to the handshake.'), { code: 'ETIMEDOUT' })));
    request.once('error', reject);
    request.once('response', (answer) => void refusalOf(order, answer).then(reject, reject).finally(() => request.destroy()));
    request.once('upgrade', (answer, socket, head) => {
      socket.setTimeout(0);
      socket.on('error', () => undefined);
      resolve({ headers: answer.headers, socket, head });
    });
    request.end();
  });
