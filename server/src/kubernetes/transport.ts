import { type ConnectionOptions as ConnectionOptionsOfTls } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { type ConnectionOptions } from './cluster-call.js';
import { type ClusterTarget } from './cluster-target.js';
import { type EgressGuard } from './egress-guard.js';

type SecureOptions = Pick<ConnectionOptionsOfTls, 'minVersion' | 'rejectUnauthorized' | 'ca' | 'servername' | 'cert' | 'key'>;

// An old dispatcher finishes what runs on it; a session whose other end vanished never finishes.
const drainMs = 30_000;

/** How TLS to this cluster is done, for every kind of socket. */
export const tlsOf = (target: ClusterTarget): SecureOptions => ({
  minVersion: 'TLSv1.2',
  rejectUnauthorized: !target.skipTlsVerify,
  ...(target.caPem === undefined ? {} : { ca: target.caPem }),
  ...(target.tlsServerName === undefined ? {} : { servername: target.tlsServerName }),
  ...(target.auth.kind === 'certificate' ? { cert: target.auth.certPem, key: target.auth.keyPem } : {}),
});

/** undici joins repeated headers with a comma on HTTP/2, which would make one group of two: impersonation stays on HTTP/1.1. */
const mayUseHttp2 = (target: ClusterTarget): boolean => target.mode !== 'impersonate' && target.proxyUrl === undefined;

const makeDispatcher = (target: ClusterTarget, guard: EgressGuard, options: ConnectionOptions, connections: number): Dispatcher => {
  const common = { connections, allowH2: mayUseHttp2(target), headersTimeout: options.headersMs, keepAliveTimeout: 30_000, maxHeaderSize: 64 * 1024 };
  const tls = tlsOf(target);
  if (target.proxyUrl === undefined) {
    return new Agent({ ...common, connect: { ...tls, preferH2: true, timeout: options.connectMs, lookup: guard.lookup } });
  }
  guard.checkProxyUrl(target.proxyUrl);
  const proxyTls = { timeout: options.connectMs, lookup: guard.lookup };
  return new ProxyAgent({ ...common, uri: target.proxyUrl, connectTimeout: options.connectMs, requestTls: { ...tls, timeout: options.connectMs }, proxyTls });
};

/** One replaceable undici dispatcher: never follows redirects, connects only to checked addresses. */
export class Transport {
  private current: Dispatcher;
  private madeAt = performance.now();

  constructor(private readonly make: () => Dispatcher) {
    this.current = make();
  }

  static to(target: ClusterTarget, guard: EgressGuard, options: ConnectionOptions, connections: number): Transport {
    return new Transport(() => makeDispatcher(target, guard, options, connections));
  }

  get dispatcher(): Dispatcher {
    return this.current;
  }

  /** New calls get new sockets, unless that happened after `since` already. A silent HTTP/2 session would swallow every later call. */
  renew(since: number): void {
    if (this.madeAt > since) return;
    const old = this.current;
    this.current = this.make();
    this.madeAt = performance.now();
    void drain(old);
  }

  close(): Promise<void> {
    return drain(this.current);
  }

  async destroy(): Promise<void> {
    await this.current.destroy();
  }
}

const drain = async (dispatcher: Dispatcher): Promise<void> => {
  const timer = setTimeout(() => void dispatcher.destroy(), drainMs);
  timer.unref();
  try {
    await dispatcher.close();
  } finally {
    clearTimeout(timer);
  }
};
