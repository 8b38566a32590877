import { AsyncLocalStorage } from 'node:async_hooks';
import { Bus, type BusHandler, type BusOptions } from './bus.js';

/** The bus of the embedded default: one process, nothing to cross. */
export class InProcessBus extends Bus {
  private readonly handlers = new Map<string, Set<BusHandler>>();
  // A listener must not run inside the publisher's transaction or request.
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly options: BusOptions = {}) {
    super();
  }

  publish(topic: string, message: unknown): Promise<void> {
    // The same trip through JSON as over Redis, so that nobody comes to rely on shared objects or lost types.
    const text = JSON.stringify(message);
    for (const handler of this.handlers.get(topic) ?? []) {
      this.outside(() => { setImmediate(() => void this.deliver(topic, handler, text)); });
    }
    return Promise.resolve();
  }

  subscribe(topic: string, handler: BusHandler): Promise<() => void> {
    // Wrapped, because the same function may subscribe twice.
    const own: BusHandler = (message) => handler(message);
    this.handlers.set(topic, (this.handlers.get(topic) ?? new Set()).add(own));
    return Promise.resolve(() => void this.handlers.get(topic)?.delete(own));
  }

  close(): Promise<void> {
    this.handlers.clear();
    return Promise.resolve();
  }

  private async deliver(topic: string, handler: BusHandler, text: string): Promise<void> {
    if (!this.handlers.get(topic)?.has(handler)) return;
    try {
      await handler(JSON.parse(text));
    } catch (error) {
      this.options.onError?.(error);
    }
  }
}
