import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 50;
const PATIENCE_MS = 10_000;

export interface Visits {
  readonly answered: number;
  readonly failed: readonly string[];
  readonly slowestMs: number;
}

/** Asks for one page again and again and never tries twice: what it misses, a person would have missed. */
export class Visitor {
  private readonly url: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly stop = new AbortController();
  private readonly failed: string[] = [];
  private answered = 0;
  private slowestMs = 0;
  private visiting: Promise<void> | undefined;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.url = url;
    this.headers = headers;
  }

  start(): void {
    this.visiting ??= this.run();
  }

  async end(): Promise<Visits> {
    this.stop.abort();
    await this.visiting;
    return { answered: this.answered, failed: this.failed, slowestMs: this.slowestMs };
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      const begunAt = performance.now();
      const fault = await this.visit().catch((cause: unknown) => String(cause));
      this.slowestMs = Math.max(this.slowestMs, performance.now() - begunAt);
      if (fault === '') this.answered += 1;
      else this.failed.push(fault);
      await wait(EVERY_MS);
    }
  }

  private async visit(): Promise<string> {
    const response = await fetch(this.url, { headers: this.headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    return response.ok ? '' : `${response.status} ${text.slice(0, 100)}`;
  }
}
