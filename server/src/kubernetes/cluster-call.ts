import { type IncomingHttpHeaders } from 'node:http';
import { type Readable } from 'node:stream';
import { type CallContext } from './call-context.js';
import { type KubePath } from './kube-path.js';

export type CallMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request to a cluster. */
export interface ClusterCall {
  readonly method: CallMethod;
  readonly path: KubePath;
  readonly context: CallContext;
  readonly accept?: string | undefined;
  readonly contentType?: string | undefined;
  readonly body?: string | Uint8Array | Readable | undefined;
  readonly signal?: AbortSignal | undefined;
  /** From the first step to the last byte; for `open` to the headers only. */
  readonly deadlineMs?: number | undefined;
  /** Largest answer that is read into memory. */
  readonly maxBytes?: number | undefined;
  /** Texts of the cluster may quote secret values: they are masked. */
  readonly secret?: boolean | undefined;
}

export interface ClusterAnswer {
  readonly httpStatus: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** An answer that is still being read. Its place in the cluster's budget is free once the body ended or was destroyed. */
export interface OpenAnswer {
  readonly httpStatus: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

export interface ConnectionOptions {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Longest silence inside a body. */
  readonly idleBodyMs: number;
  readonly deadlineMs: number;
  readonly maxAnswerBytes: number;
  readonly maxErrorBytes: number;
  readonly concurrentCalls: number;
  readonly queuedCalls: number;
  readonly queueMs: number;
  readonly concurrentStreams: number;
  /** `hyperkuber/<version>`, the beginning of the User-Agent. */
  readonly product: string;
}

const MiB = 1024 * 1024;

export const connectionDefaults: ConnectionOptions = {
  connectMs: 3_000,
  headersMs: 10_000,
  idleBodyMs: 30_000,
  deadlineMs: 30_000,
  maxAnswerBytes: 64 * MiB,
  maxErrorBytes: 256 * 1024,
  concurrentCalls: 64,
  queuedCalls: 256,
  queueMs: 5_000,
  concurrentStreams: 200,
  product: 'hyperkuber/0.1.0',
};
