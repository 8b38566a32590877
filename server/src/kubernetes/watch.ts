import { DomainError } from '../kernel/domain-error.js';
import { isRecord, textAt, toKubeObject } from './answer-object.js';
import { type CallContext } from './call-context.js';
import { type OpenAnswer } from './cluster-call.js';
import { type ClusterConnection } from './cluster-connection.js';
import { answerFault } from './connection-faults.js';
import { AnswerBroken, AnswerTooLarge, CredentialRejected, ResourceExpired } from './errors.js';
import { type KubeObject } from '@hyperkuber/kube';
import { KubePath, type ResourceType } from './kube-path.js';
import { LineSplitter, LineTooLong } from './line-splitter.js';
import { readStatusObject } from './status-error.js';

export interface WatchOptions {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly resourceVersion?: string | undefined;
  /** After how long the server ends the watch; random between 4 and 8 minutes unless set. */
  readonly timeoutSeconds?: number | undefined;
  /** Longest silence; the server sends a bookmark about once a minute. */
  readonly idleMs?: number | undefined;
  readonly maxLineBytes?: number | undefined;
}

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';

export interface WatchEvent {
  readonly type: WatchEventType;
  readonly object: KubeObject;
}

/**
 * Why a watch ended. `closed`: go on from `resourceVersion`. `idle`, `broken`: the same after a short pause.
 * `expired`: list again. `refused`, `unreachable`: `error` says why. `aborted`: the caller's signal. `handler`: the handler threw.
 */
export type WatchEndReason = 'closed' | 'expired' | 'idle' | 'broken' | 'refused' | 'unreachable' | 'aborted' | 'handler';

export interface WatchEnd {
  readonly reason: WatchEndReason;
  readonly resourceVersion: string | undefined;
  readonly error?: unknown;
}

const idleMs = 90_000;
const maxLineBytes = 4 * 1024 * 1024;
const types = new Set<string>(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);
const isEventType = (type: string): type is WatchEventType => types.has(type);

/** Ends the stream when it is silent for too long: a half-open connection says nothing for ever. */
class Watchdog {
  private timer: NodeJS.Timeout | undefined;
  isSilent = false;
  lastHeardAt = performance.now();

  constructor(
    private readonly ms: number,
    private readonly bite: () => void,
  ) {
    this.heard();
  }

  heard(): void {
    this.lastHeardAt = performance.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isSilent = true;
      this.bite();
    }, this.ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

class HandlerFailed extends Error {}

const parseEvent = (cluster: string, line: string): WatchEvent => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new AnswerBroken(`${cluster} sent a watch event that cannot be read.`, { cluster }, { cause: error });
  }
  const type = textAt(value, 'type');
  const object = isRecord(value) ? value['object'] : undefined;
  if (type === 'ERROR') throw readStatusObject(cluster, object);
  if (!isEventType(type)) throw new AnswerBroken(`${cluster} sent a watch event of an unknown type.`, { cluster });
  return { type, object: toKubeObject(cluster, object) };
};

/** The events of an open watch, bookmarks included. Ends with the stream; throws what went wrong. */
export async function* watchEvents(cluster: string, answer: OpenAnswer, options: WatchOptions, heard: () => void): AsyncGenerator<WatchEvent, void> {
  const lines = new LineSplitter(options.maxLineBytes ?? maxLineBytes);
  for await (const chunk of answer.body) {
    heard();
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    for (const line of lines.push(bytes)) yield parseEvent(cluster, line);
  }
  if (lines.unfinishedBytes > 0) throw new AnswerBroken(`The watch of ${cluster} broke off inside an event.`, { cluster });
}

const openWatch = (connection: ClusterConnection, context: CallContext, type: ResourceType, options: WatchOptions, signal: AbortSignal): Promise<OpenAnswer> => {
  const path = KubePath.of(
    { group: type.group, version: type.version, resource: type.resource, namespace: options.namespace },
    {
      watch: true,
      allowWatchBookmarks: true,
      labelSelector: options.labelSelector,
      fieldSelector: options.fieldSelector,
      resourceVersion: options.resourceVersion,
      timeoutSeconds: options.timeoutSeconds ?? 240 + Math.floor(Math.random() * 240),
    },
  );
  return connection.open({ method: 'GET', path, context, signal });
};

const reasonOf = (error: unknown): WatchEndReason => {
  if (error instanceof HandlerFailed) return 'handler';
  if (error instanceof ResourceExpired) return 'expired';
  if (error instanceof AnswerBroken || error instanceof LineTooLong) return 'broken';
  if (!(error instanceof DomainError)) return 'broken';
  if (error instanceof CredentialRejected) return 'refused';
  return error.status === 502 || error.status === 503 ? 'unreachable' : 'refused';
};

const explain = (cluster: string, error: unknown): unknown => {
  if (error instanceof HandlerFailed) return error.cause;
  if (error instanceof LineTooLong) return new AnswerTooLarge(`A watch event of ${cluster} is too large.`, { cluster });
  return error instanceof DomainError ? error : answerFault(cluster, error);
};

const hand = async (event: WatchEvent, handler: (event: WatchEvent) => void | Promise<void>): Promise<void> => {
  try {
    await handler(event);
  } catch (error) {
    throw new HandlerFailed('The handler of a watch event failed.', { cause: error });
  }
};

/** Follows a collection until something ends it; never rejects. */
export const watchResource = async (
  connect: () => ClusterConnection,
  cluster: string,
  context: CallContext,
  type: ResourceType,
  options: WatchOptions,
  handler: (event: WatchEvent) => void | Promise<void>,
  signal: AbortSignal,
): Promise<WatchEnd> => {
  let { resourceVersion } = options;
  let watchdog: Watchdog | undefined;
  try {
    const connection = connect();
    const answer = await openWatch(connection, context, type, options, signal);
    const dog = new Watchdog(options.idleMs ?? idleMs, () => {
      connection.suspectStreams(dog.lastHeardAt);
      answer.body.destroy(new Error('silent'));
    });
    watchdog = dog;
    for await (const event of watchEvents(cluster, answer, options, () => dog.heard())) {
      resourceVersion = event.object.metadata.resourceVersion ?? resourceVersion;
      await hand(event, handler);
    }
    return { reason: signal.aborted ? 'aborted' : 'closed', resourceVersion };
  } catch (error) {
    if (signal.aborted) return { reason: 'aborted', resourceVersion };
    if (watchdog?.isSilent) return { reason: 'idle', resourceVersion };
    return { reason: reasonOf(error), resourceVersion, error: explain(cluster, error) };
  } finally {
    watchdog?.stop();
  }
};
