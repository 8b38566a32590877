import { Injectable } from '@nestjs/common';
import type { PageQuery, ReleaseEvent } from '@hyperkuber/contracts';
import type { Request, Response } from 'express';
import type { Actor } from '../../../access/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { Bus } from '../../../messaging/bus.js';
import { RELEASE_CHANGED, ReleaseChanged } from '../messages.js';
import { ReleaseDirectory } from '../runs/release-directory.js';

/** The bus may lose a message, and rights may be taken away: the stream looks again this often whatever it hears. */
const LOOK_MS = 2_000;
const PING_MS = 15_000;
/** Then the caller comes back and signs in anew; `Last-Event-ID` goes on where it was. */
const LONGEST_MS = 5 * 60_000;
const PAGE = 200;

const frame = (event: ReleaseEvent): string => `id: ${String(event.sequence)}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** The history of a release as one page, or followed live as server-sent events. */
@Injectable()
export class ReleaseEventStream {
  constructor(
    private readonly directory: ReleaseDirectory,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async answer(actor: Actor, id: string, query: PageQuery, request: Request, response: Response): Promise<void> {
    const after = request.get('last-event-id') ?? query.cursor ?? '0';
    const first = await this.directory.events(actor, id, { limit: query.limit, cursor: after });
    if (request.accepts(['application/json', 'text/event-stream']) !== 'text/event-stream') {
      response.json(first);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    await this.follow(actor, id, Number(after) || 0, response);
  }

  private async follow(actor: Actor, id: string, after: number, response: Response): Promise<void> {
    const closed = new AbortController();
    response.on('close', () => { closed.abort(); });
    let changed = new AbortController();
    const stop = await this.bus.subscribe(RELEASE_CHANGED, (message) => {
      if (ReleaseChanged.parse(message).releaseId === id) changed.abort();
    });
    try {
      await this.send(actor, id, after, response, closed.signal, () => {
        changed = new AbortController();
        return changed.signal;
      });
    } catch {
      // The right to see it is gone, or the release is: the stream ends, and whoever comes back is told why.
    } finally {
      stop();
      response.end();
    }
  }

  private async send(actor: Actor, id: string, after: number, response: Response, closed: AbortSignal, nextChange: () => AbortSignal): Promise<void> {
    const endAt = this.clock.now().getTime() + LONGEST_MS;
    let last = after;
    let pingAt = this.clock.now().getTime() + PING_MS;
    while (!closed.aborted && this.clock.now().getTime() < endAt) {
      const change = nextChange();
      const { items, nextCursor } = await this.directory.events(actor, id, { limit: PAGE, cursor: String(last) });
      for (const event of items) response.write(frame(event));
      last = nextCursor === null ? (items.at(-1)?.sequence ?? last) : Number(nextCursor);
      if (items.length > 0) pingAt = this.clock.now().getTime() + PING_MS;
      else if (this.clock.now().getTime() >= pingAt) {
        response.write(': still here\n\n');
        pingAt = this.clock.now().getTime() + PING_MS;
      }
      if (nextCursor === null) await this.clock.wait(LOOK_MS, AbortSignal.any([closed, change]));
    }
  }
}
