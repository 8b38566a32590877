import { setTimeout as wait } from 'node:timers/promises';
import type { ReleaseEvent } from '@hyperkuber/contracts';

const AGAIN_MS = 200;

const parseData = (line: string): ReleaseEvent => JSON.parse(line.slice('data: '.length)) as ReleaseEvent;

/** Follows the history of a release through the proxy as a browser does: a stream that breaks is resumed after the last line. */
export class LiveHistory {
  readonly events: ReleaseEvent[] = [];
  connections = 0;
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly stop = new AbortController();
  private readonly following: Promise<void>;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.url = url;
    this.headers = headers;
    this.following = this.follow();
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.read().catch(() => undefined);
      await wait(AGAIN_MS);
    }
  }

  private async read(): Promise<void> {
    const last = this.events.at(-1)?.sequence ?? 0;
    const response = await fetch(this.url, { headers: { ...this.headers, accept: 'text/event-stream', 'last-event-id': String(last) }, signal: this.stop.signal });
    if (!response.ok || response.body === null) return;
    this.connections += 1;
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      this.events.push(...lines.filter((line) => line.startsWith('data: ')).map(parseData));
    }
  }
}
