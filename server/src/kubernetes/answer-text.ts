import { type Readable } from 'node:stream';
import { AnswerTooLarge } from './errors.js';

const tooLarge = (cluster: string, maxBytes: number): AnswerTooLarge =>
  new AnswerTooLarge(`The answer of ${cluster} is larger than ${String(maxBytes)} bytes.`, { cluster, maxBytes });

/** Reads a body into memory up to `maxBytes`, then gives up and closes it. */
export const readBounded = async (cluster: string, body: Readable, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBytes) {
      body.destroy();
      throw tooLarge(cluster, maxBytes);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size).toString('utf8');
};

/** Reads the beginning of a body and closes it: enough for an error, whatever its length. */
export const readBeginning = async (body: Readable, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      chunks.push(bytes);
      size += bytes.length;
      if (size >= maxBytes) break;
    }
  } catch {
    // Half an error body is still an answer: its status code counts.
  }
  body.destroy();
  return Buffer.concat(chunks, size).subarray(0, maxBytes).toString('utf8');
};
