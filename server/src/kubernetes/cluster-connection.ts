import { type IncomingHttpHeaders } from 'node:http';
import { type Readable } from 'node:stream';
import { type Clock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { readBeginning, readBounded } from './answer-text.js';
import { Breaker, type BreakerState, type CallOutcome } from './breaker.js';
import { Bulkhead } from './bulkhead.js';
import { callHeaders, demandMode, type RequestHeaders } from './call-gate.js';
import { type ClusterAnswer, type ClusterCall, type ConnectionOptions, type OpenAnswer } from './cluster-call.js';
import { type ClusterTarget } from './cluster-target.js';
import { answerFault, clusterUnreachable, connectionFault } from './connection-faults.js';
import { Deadline } from './deadline.js';
import { type EgressGuard } from './egress-guard.js';
import { AnswerBroken, ClusterUnreachable, EgressRefused, NotKubernetes } from './errors.js';
import { readRefusal } from './status-error.js';
import { Transport } from './transport.js';
import { type Handshake, handshakeHeaders, openUpgrade, type UpgradedConnection } from './upgrade.js';

export interface ConnectionTools {
  readonly guard: EgressGuard;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
}

interface Lane {
  readonly transport: Transport;
  readonly bulkhead: Bulkhead;
}

interface Begun {
  readonly httpStatus: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  readonly leave: () => void;
}

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/**
 * The connection to one cluster with one version of its credential: sockets, budget and breaker. Short calls and long
 * streams have lanes of their own, so that watches never use up what calls need.
 */
export class ClusterConnection {
  private readonly breaker: Breaker;
  private readonly calls: Lane;
  private readonly streams: Lane;
  private readonly origin: string;
  private readonly prefix: string;
  private answeredAt = 0;

  constructor(
    readonly target: ClusterTarget,
    private readonly tools: ConnectionTools,
  ) {
    const url = tools.guard.checkUrl(target.server, 'server');
    const { options } = tools;
    this.origin = url.origin;
    this.prefix = url.pathname.replace(/\/+$/, '');
    this.breaker = new Breaker(tools.clock);
    this.calls = this.lane(options.concurrentCalls, options.queuedCalls);
    this.streams = this.lane(options.concurrentStreams, 0);
  }

  get breakerState(): BreakerState {
    return this.breaker.state;
  }

  /** Sends a call and reads its whole answer, bounded in size and time. Error statuses are thrown as what they mean. */
  async send(call: ClusterCall): Promise<ClusterAnswer> {
    const { options } = this.tools;
    const deadline = new Deadline(call.deadlineMs ?? options.deadlineMs, call.signal);
    try {
      const begun = await this.begin(call, this.calls, deadline, options.idleBodyMs);
      try {
        await this.demandSuccess(call, begun);
        const text = await readBounded(this.target.name, begun.body, call.maxBytes ?? options.maxAnswerBytes);
        return { httpStatus: begun.httpStatus, headers: begun.headers, text };
      } catch (error) {
        throw this.bodyFault(error, deadline);
      } finally {
        begun.body.destroy();
        begun.leave();
      }
    } finally {
      deadline.dispose();
    }
  }

  /** Sends a call and hands out its body as a stream, in the lane of long streams. Error statuses are thrown. */
  async open(call: ClusterCall): Promise<OpenAnswer> {
    const answer = await this.openAny(call);
    try {
      await this.demandSuccess(call, answer);
      return answer;
    } catch (error) {
      answer.body.destroy();
      throw error;
    }
  }

  /** Like `open`, but an error status is handed out as it came; only redirects are refused. For pass-through. */
  async openAny(call: ClusterCall): Promise<OpenAnswer> {
    const deadline = new Deadline(call.deadlineMs ?? this.tools.options.headersMs, call.signal);
    try {
      const begun = await this.begin(call, this.streams, deadline, 0);
      deadline.stopClock();
      begun.body.once('close', () => {
        deadline.dispose();
        begun.leave();
      });
      return begun;
    } catch (error) {
      deadline.dispose();
      throw error;
    }
  }

  /** Opens exec, attach or port-forward; the caller pipes the bytes both ways and destroys the socket at the end. */
  async upgrade(call: ClusterCall, handshake: Handshake): Promise<UpgradedConnection> {
    const { guard, options } = this.tools;
    const asked = handshakeHeaders(handshake, this.target.name);
    const deadline = new Deadline(call.deadlineMs ?? options.headersMs, call.signal);
    try {
      return await this.admitted(call, this.streams, deadline, async (sent, leave) => {
        const headers = { ...sent, ...asked };
        const path = `${this.prefix}${call.path.text}`;
        const upgraded = await openUpgrade({ target: this.target, guard, options, url: new URL(this.origin), path, headers, deadline });
        const abort = (): void => void upgraded.socket.destroy();
        call.signal?.addEventListener('abort', abort, { once: true });
        upgraded.socket.once('close', () => {
          call.signal?.removeEventListener('abort', abort);
          leave();
        });
        return upgraded;
      });
    } finally {
      deadline.dispose();
    }
  }

  /** Lets running calls end, then closes the sockets. */
  async close(): Promise<void> {
    await Promise.all([this.calls.transport.close(), this.streams.transport.close()]);
  }

  async destroy(): Promise<void> {
    await Promise.all([this.calls.transport.destroy(), this.streams.transport.destroy()]);
  }

  /** For the idle watchdog of a watch: the session behind a silent stream is not trusted with new ones. */
  suspectStreams(silentSince: number): void {
    this.streams.transport.renew(silentSince);
  }

  private lane(places: number, queued: number): Lane {
    const { guard, options } = this.tools;
    return {
      transport: Transport.to(this.target, guard, options, places),
      bulkhead: new Bulkhead(this.target.name, { concurrent: places, queued, queueMs: options.queueMs }),
    };
  }

  private async begin(call: ClusterCall, lane: Lane, deadline: Deadline, bodyTimeout: number): Promise<Begun> {
    return this.admitted(call, lane, deadline, async (headers, leave) => {
      const answer = await this.dispatch(call, lane, headers, deadline, bodyTimeout);
      // Without a listener, a body that is closed or cut before its first read would end the process.
      answer.body.on('error', () => undefined);
      const begun = { httpStatus: answer.statusCode, headers: answer.headers, body: answer.body, leave };
      this.demandNoRedirect(begun);
      return begun;
    });
  }

  /** Gate, breaker and budget around the first answer of the cluster; `leave` is called here when there is none. */
  private async admitted<T>(call: ClusterCall, lane: Lane, deadline: Deadline, run: (headers: RequestHeaders, leave: () => void) => Promise<T>): Promise<T> {
    demandMode(this.target, call);
    const headers = callHeaders(this.target, call, this.tools.options.product);
    const tell = this.breaker.admit();
    if (tell === undefined) throw clusterUnreachable(this.target.name, 'circuit-open');
    const leave = await this.enter(lane, deadline, tell);
    const startedAt = performance.now();
    try {
      const answer = await run(headers, leave);
      this.answeredAt = performance.now();
      tell('answered');
      return answer;
    } catch (error) {
      leave();
      throw this.beginFault(error, lane, deadline, startedAt, tell);
    }
  }

  private async enter(lane: Lane, deadline: Deadline, tell: (outcome: CallOutcome) => void): Promise<() => void> {
    try {
      return await lane.bulkhead.enter(deadline.signal);
    } catch (error) {
      tell('abandoned');
      throw deadline.isOver ? clusterUnreachable(this.target.name, 'timeout') : error;
    }
  }

  private dispatch(call: ClusterCall, lane: Lane, headers: RequestHeaders, deadline: Deadline, bodyTimeout: number) {
    return lane.transport.dispatcher.request({
      origin: this.origin,
      path: `${this.prefix}${call.path.text}`,
      method: call.method,
      headers,
      body: call.body ?? null,
      signal: deadline.signal,
      headersTimeout: this.tools.options.headersMs,
      bodyTimeout,
    });
  }

  private beginFault(error: unknown, lane: Lane, deadline: Deadline, startedAt: number, tell: (outcome: CallOutcome) => void): unknown {
    if (deadline.isAbandoned) {
      tell('abandoned');
      return deadline.signal.reason;
    }
    const fault = this.faultOf(error, deadline);
    if (!(fault instanceof ClusterUnreachable)) {
      tell('answered');
      return fault;
    }
    tell(fault.reason === 'address-refused' ? 'abandoned' : 'unreachable');
    if (fault.reason === 'timeout' && this.answeredAt < startedAt) lane.transport.renew(startedAt);
    return fault;
  }

  private faultOf(error: unknown, deadline: Deadline): Error {
    if (deadline.isOver) return clusterUnreachable(this.target.name, 'timeout');
    return error instanceof DomainError && !(error instanceof EgressRefused) ? error : connectionFault(this.target.name, error);
  }

  private bodyFault(error: unknown, deadline: Deadline): unknown {
    if (deadline.isAbandoned) return deadline.signal.reason;
    if (deadline.isOver) return clusterUnreachable(this.target.name, 'timeout');
    return error instanceof DomainError ? error : answerFault(this.target.name, error);
  }

  // A redirect would carry the credential and the body to wherever it points (CVE-2022-3172).
  private demandNoRedirect({ httpStatus, body }: OpenAnswer): void {
    if (httpStatus < 300 || httpStatus >= 400) return;
    body.destroy();
    const { name } = this.target;
    throw new NotKubernetes('redirect', `${name} answered with a redirect, which is not followed.`, { cluster: name, upstreamStatus: httpStatus });
  }

  private async demandSuccess(call: ClusterCall, answer: OpenAnswer): Promise<void> {
    const { name } = this.target;
    const { httpStatus, headers } = answer;
    const encoding = single(headers['content-encoding']) ?? 'identity';
    if (encoding !== 'identity') throw new AnswerBroken(`${name} answered with an encoding that was not asked for.`, { cluster: name });
    if (httpStatus < 400) return;
    const body = await readBeginning(answer.body, this.tools.options.maxErrorBytes);
    const contentType = single(headers['content-type']) ?? '';
    throw readRefusal({ cluster: name, httpStatus, body, contentType, retryAfter: single(headers['retry-after']), secret: call.secret ?? false });
  }
}
