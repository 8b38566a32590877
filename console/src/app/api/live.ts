import { DestroyRef, inject, InjectionToken, signal, type Signal } from '@angular/core';

export const LIVE_STATES = ['connecting', 'live', 'polling', 'closed'] as const;
export type LiveState = (typeof LIVE_STATES)[number];

export interface LiveEvent {
  /** The place in the stream, from which it goes on. */
  readonly id: string;
  readonly data: unknown;
}

export interface LiveOptions {
  /** Path after `/api/v1` of a server-sent event stream. */
  readonly path: string;
  /** The query parameter in which a reopened stream says what it has; the browser's own reconnecting sends `Last-Event-ID`. */
  readonly resumeParameter?: string;
  /** Names of the events to hear besides the unnamed ones. */
  readonly names?: readonly string[];
  readonly receive: (event: LiveEvent) => void;
  /** Reads what came after `lastId`; used when a proxy on the way does not let streams through. */
  readonly poll?: (lastId: string | null) => Promise<readonly LiveEvent[]>;
}

export interface Live {
  readonly state: Signal<LiveState>;
  readonly close: () => void;
}

/** How a stream is opened; a test puts its own here. */
export const EVENT_SOURCE = new InjectionToken<(url: string) => EventSource>('event source', { factory: () => (url) => new EventSource(url) });

const FAILURES_BEFORE_POLLING = 3;
const POLL_MS = 3_000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

class Stream implements Live {
  private readonly current = signal<LiveState>('connecting');
  readonly state = this.current.asReadonly();
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastId: string | null = null;
  private failures = 0;

  constructor(private readonly options: LiveOptions, private readonly openSource: (url: string) => EventSource) {
    this.open();
  }

  readonly close = (): void => {
    clearTimeout(this.timer);
    this.source?.close();
    this.current.set('closed');
  };

  private open(): void {
    const { path, resumeParameter } = this.options;
    const resume = this.lastId === null || resumeParameter === undefined ? '' : `${path.includes('?') ? '&' : '?'}${resumeParameter}=${encodeURIComponent(this.lastId)}`;
    const source = this.openSource(`/api/v1${path}${resume}`);
    this.source = source;
    source.onopen = () => { this.failures = 0; this.current.set('live'); };
    source.onerror = () => this.fail(source);
    for (const name of ['message', ...(this.options.names ?? [])]) source.addEventListener(name, (event) => { if (event instanceof MessageEvent) this.take(event.lastEventId, parsed(String(event.data))); });
  }

  private take(id: string, data: unknown): void {
    if (id !== '') this.lastId = id;
    this.options.receive({ id, data });
  }

  /** The browser reconnects by itself; only a refused stream (a closed one) or one that keeps failing is our business. */
  private fail(source: EventSource): void {
    if (this.current() === 'closed') return;
    this.failures += 1;
    this.current.set('connecting');
    if (source.readyState !== source.CLOSED && this.failures < FAILURES_BEFORE_POLLING) return;
    source.close();
    if (this.options.poll !== undefined && this.failures >= FAILURES_BEFORE_POLLING) void this.pollOnce();
    else this.timer = setTimeout(() => this.open(), Math.min(30_000, 1_000 * 2 ** this.failures));
  }

  private async pollOnce(): Promise<void> {
    try {
      const events = await this.options.poll?.(this.lastId) ?? [];
      if (this.state() === 'closed') return;
      this.current.set('polling');
      events.forEach((event) => this.take(event.id, event.data));
    } catch {
      if (this.state() === 'closed') return;
      this.current.set('connecting'); // The next round asks again; what is on the screen stays.
    }
    this.timer = setTimeout(() => void this.pollOnce(), POLL_MS);
  }
}

/** Follows a stream for as long as the calling component lives. */
export const followLive = (options: LiveOptions): Live => {
  const stream = new Stream(options, inject(EVENT_SOURCE));
  inject(DestroyRef).onDestroy(stream.close);
  return stream;
};
