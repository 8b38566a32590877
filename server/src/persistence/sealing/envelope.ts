import { SealBroken } from './errors.js';

/**
 * The binary form of a sealed value:
 * `HK1`, length of the key id (1 byte), key id, wrap nonce (12), wrapped data key (32), wrap tag (16), nonce (12), ciphertext, tag (16).
 */
export interface Envelope {
  readonly keyId: string;
  readonly wrapNonce: Buffer;
  readonly wrappedKey: Buffer;
  readonly wrapTag: Buffer;
  /** Nonce, ciphertext and tag of the data: what a rewrap leaves untouched. */
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const MAGIC = Buffer.from('HK1', 'latin1');
const NONCE = 12;
const KEY = 32;
const TAG = 16;

export function writeEnvelope(envelope: Envelope): Buffer {
  const keyId = Buffer.from(envelope.keyId, 'utf8');
  return Buffer.concat([
    MAGIC, Buffer.from([keyId.length]), keyId, envelope.wrapNonce, envelope.wrappedKey, envelope.wrapTag,
    envelope.nonce, envelope.ciphertext, envelope.tag,
  ]);
}

export function readEnvelope(bytes: Buffer): Envelope {
  if (!bytes.subarray(0, 3).equals(MAGIC)) throw new SealBroken('The stored value is not of the sealed form HK1');
  const start = 4 + (bytes[3] ?? 0);
  if (bytes.length < start + NONCE + KEY + TAG + NONCE + TAG) throw new SealBroken('The stored value is cut off');
  let at = start;
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  return {
    keyId: bytes.subarray(4, start).toString('utf8'),
    wrapNonce: take(NONCE),
    wrappedKey: take(KEY),
    wrapTag: take(TAG),
    nonce: take(NONCE),
    ciphertext: take(bytes.length - TAG - at),
    tag: take(TAG),
  };
}

/** The key that wraps the value, read without opening it. */
export const keyIdOf = (bytes: Buffer): string => readEnvelope(bytes).keyId;
