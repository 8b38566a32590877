export type BusHandler = (message: unknown) => void | Promise<void>;

/**
 * Tells every process, this one included. At most once: a message may be lost while Redis is away, so whoever
 * listens also polls. Messages are small JSON values with ids, parsed by the listener, never secrets.
 */
export abstract class Bus {
  /** Resolves when the message is handed over, not when it is heard. */
  abstract publish(topic: string, message: unknown): Promise<void>;
  /** Every message of the topic published from the moment the promise resolves. Returns the way to stop. */
  abstract subscribe(topic: string, handler: BusHandler): Promise<() => void>;
  abstract close(): Promise<void>;
}

export interface BusOptions {
  /** Told about a handler that threw and about a broken connection. */
  readonly onError?: (error: unknown) => void;
}
