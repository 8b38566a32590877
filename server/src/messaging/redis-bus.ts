import { AsyncLocalStorage } from 'node:async_hooks';
import { Redis } from 'ioredis';
import { Bus, type BusHandler, type BusOptions } from './bus.js';

const PREFIX = '{hk}:bus:';

/** The bus over Redis publish and subscribe: every process hears every message, while Redis is there. */
export class RedisBus extends Bus {
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly handlers = new Map<string, Set<BusHandler>>();
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(redisUrl: string, private readonly options: BusOptions = {}) {
    super();
    this.publisher = new Redis(redisUrl, { maxRetriesPerRequest: 1, connectTimeout: 5_000 });
    // Subscribes again by itself after a lost connection.
    this.subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null, connectTimeout: 5_000 });
    for (const connection of [this.publisher, this.subscriber]) connection.on('error', (error) => this.options.onError?.(error));
    this.subscriber.on('message', (channel, text) => { this.outside(() => { this.hear(channel.slice(PREFIX.length), text); }); });
  }

  async publish(topic: string, message: unknown): Promise<void> {
    await this.publisher.publish(PREFIX + topic, JSON.stringify(message));
  }

  async subscribe(topic: string, handler: BusHandler): Promise<() => void> {
    const own: BusHandler = (message) => handler(message);
    const known = this.handlers.get(topic) ?? new Set();
    this.handlers.set(topic, known.add(own));
    await this.subscriber.subscribe(PREFIX + topic);
    return () => { this.unsubscribe(topic, own); };
  }

  async close(): Promise<void> {
    this.handlers.clear();
    this.publisher.disconnect();
    this.subscriber.disconnect();
    await Promise.resolve();
  }

  private unsubscribe(topic: string, handler: BusHandler): void {
    const known = this.handlers.get(topic);
    known?.delete(handler);
    if (known?.size !== 0) return;
    this.handlers.delete(topic);
    this.subscriber.unsubscribe(PREFIX + topic).catch((error: unknown) => this.options.onError?.(error));
  }

  private hear(topic: string, text: string): void {
    for (const handler of this.handlers.get(topic) ?? []) void this.deliver(handler, text);
  }

  private async deliver(handler: BusHandler, text: string): Promise<void> {
    try {
      await handler(JSON.parse(text));
    } catch (error) {
      this.options.onError?.(error);
    }
  }
}
