import type { CDPSession } from '@playwright/test';

interface Request {
  readonly url: string;
  readonly beganAt: number;
  endedAt?: number;
  /** What came over the wire, headers too; 0 from the cache. */
  bytes: number;
  encoding: string;
  isStream: boolean;
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly mimeType: string;
  readonly fromDiskCache?: boolean;
}

export interface LoadFigures {
  readonly requestsBeforePaint: number;
  /** Of the requests that were begun before the first paint, whether or not they had ended. */
  readonly bytesBeforePaint: number;
  readonly requests: number;
  readonly bytes: number;
  /** Bytes of files that came without brotli. */
  readonly plainBytes: number;
  readonly paintMs: number;
}

const MONOTONIC_MS = 1_000;

/** What a page asked for and when it first painted, on one clock of the browser. */
export class NetworkLog {
  private readonly requests = new Map<string, Request>();
  private paintAt: number | undefined;
  private changedAt = performance.now();

  static async of(session: CDPSession): Promise<NetworkLog> {
    const log = new NetworkLog();
    session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => log.begin(requestId, request.url, timestamp));
    session.on('Network.responseReceived', ({ requestId, response }) => log.answer(requestId, response));
    // What the cache answers is no request to the server.
    session.on('Network.requestServedFromCache', ({ requestId }) => log.requests.delete(requestId));
    session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => log.end(requestId, timestamp, encodedDataLength));
    session.on('Network.loadingFailed', ({ requestId, timestamp }) => log.end(requestId, timestamp, 0));
    session.on('Page.lifecycleEvent', ({ name, timestamp }) => log.paint(name, timestamp));
    await session.send('Network.enable');
    await session.send('Page.enable');
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true });
    log.forget();
    return log;
  }

  /** The next page begins: what came before is of no interest. */
  forget(): void {
    this.requests.clear();
    this.paintAt = undefined;
    this.changedAt = performance.now();
  }

  /** Whether it painted, nothing is under way but streams, and nothing happened for a while. */
  isQuiet(forMs: number): boolean {
    const isOver = [...this.requests.values()].every(({ endedAt, isStream }) => endedAt !== undefined || isStream);
    return this.paintAt !== undefined && isOver && performance.now() - this.changedAt > forMs;
  }

  /** @throws RangeError before the first paint. */
  figures(): LoadFigures {
    const all = [...this.requests.values()];
    const [first] = all;
    const { paintAt } = this;
    if (first === undefined || paintAt === undefined) throw new RangeError('The page has not painted.');
    const before = all.filter(({ beganAt }) => beganAt <= paintAt);
    return {
      requestsBeforePaint: before.length, bytesBeforePaint: sum(before), requests: all.length, bytes: sum(all),
      plainBytes: sum(all.filter(({ encoding }) => encoding !== 'br')), paintMs: (paintAt - first.beganAt) * MONOTONIC_MS,
    };
  }

  /** Every request that reached the server with its size, largest first. */
  sizes(): string[] {
    return [...this.requests.values()].sort((left, right) => right.bytes - left.bytes).map(({ url, bytes, encoding, beganAt }) => `${bytes} ${encoding || 'plain'} ${beganAt <= (this.paintAt ?? 0) ? 'before' : 'after'} ${new URL(url).pathname}`);
  }

  private begin(id: string, url: string, beganAt: number): void {
    if (!url.startsWith('http')) return;
    this.changedAt = performance.now();
    this.requests.set(id, { url, beganAt, bytes: 0, encoding: '', isStream: false });
  }

  private answer(id: string, { headers, mimeType, fromDiskCache = false }: Answer): void {
    this.changedAt = performance.now();
    const request = this.requests.get(id);
    if (request === undefined) return;
    if (fromDiskCache) this.requests.delete(id);
    const [, encoding = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-encoding') ?? [];
    Object.assign(request, { encoding, isStream: mimeType === 'text/event-stream' });
  }

  private end(id: string, endedAt: number, bytes: number): void {
    this.changedAt = performance.now();
    const request = this.requests.get(id);
    if (request !== undefined) Object.assign(request, { endedAt, bytes });
  }

  private paint(name: string, at: number): void {
    if (name === 'firstContentfulPaint') this.paintAt ??= at;
  }
}

const sum = (requests: readonly Request[]): number => requests.reduce((total, { bytes }) => total + bytes, 0);
