import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readEnvelope, writeEnvelope } from './envelope.js';
import { KeyringRefused, SealBroken } from './errors.js';
import type { Keyring } from './keyring.js';
import { canonical, type SealContext } from './seal-context.js';
import { Sealed } from './sealed.js';

const CIPHER = 'aes-256-gcm';

/** Seals secrets for the database: a fresh data key for each write, wrapped by the keyring's primary key for that row. */
export class Sealer {
  private refusal: KeyringRefused | undefined;

  constructor(readonly installationId: string, private keyring: Keyring) {}

  get primaryKeyId(): string {
    return this.keyring.primary;
  }

  seal(plaintext: string | Uint8Array, context: SealContext): Buffer {
    const dataKey = randomBytes(32);
    try {
      const data = encrypt(dataKey, Buffer.from(plaintext), canonical(this.installationId, context));
      return writeEnvelope({ ...this.wrap(dataKey, context.rowId), nonce: data.nonce, ciphertext: data.ciphertext, tag: data.tag });
    } finally {
      dataKey.fill(0);
    }
  }

  /** @throws SealBroken for anything but what was sealed for exactly this context. */
  open(sealed: Uint8Array, context: SealContext): Sealed<Buffer> {
    const envelope = readEnvelope(asBuffer(sealed));
    const dataKey = this.unwrap(envelope.keyId, context.rowId, { nonce: envelope.wrapNonce, ciphertext: envelope.wrappedKey, tag: envelope.wrapTag });
    try {
      return new Sealed(decrypt(dataKey, envelope, canonical(this.installationId, context)));
    } finally {
      dataKey.fill(0);
    }
  }

  openText(sealed: Uint8Array, context: SealContext): Sealed<string> {
    return new Sealed(this.open(sealed, context).reveal().toString('utf8'));
  }

  /** The same sealed data, its data key wrapped by the primary key; undefined where it is so already. */
  rewrap(sealed: Uint8Array, rowId: string): Buffer | undefined {
    const envelope = readEnvelope(asBuffer(sealed));
    if (envelope.keyId === this.keyring.primary) return undefined;
    const dataKey = this.unwrap(envelope.keyId, rowId, { nonce: envelope.wrapNonce, ciphertext: envelope.wrappedKey, tag: envelope.wrapTag });
    try {
      return writeEnvelope({ ...envelope, ...this.wrap(dataKey, rowId) });
    } finally {
      dataKey.fill(0);
    }
  }

  /** Goes on with another keyring, or with none: until then nothing is sealed and nothing opened. */
  use(keyring: Keyring | KeyringRefused): void {
    if (keyring instanceof KeyringRefused) {
      this.refusal = keyring;
      return;
    }
    this.refusal = undefined;
    this.keyring = keyring;
  }

  private wrap(dataKey: Buffer, rowId: string) {
    const keyId = this.keyring.primary;
    const wrapped = encrypt(this.wrappingKey(keyId, rowId), dataKey, wrapContext(keyId, rowId));
    return { keyId, wrapNonce: wrapped.nonce, wrappedKey: wrapped.ciphertext, wrapTag: wrapped.tag };
  }

  private unwrap(keyId: string, rowId: string, wrapped: Encrypted): Buffer {
    return decrypt(this.wrappingKey(keyId, rowId), wrapped, wrapContext(keyId, rowId));
  }

  private wrappingKey(keyId: string, rowId: string): Buffer {
    if (this.refusal) throw this.refusal;
    const material = this.keyring.material(keyId);
    if (!material) throw new SealBroken(`The stored value is sealed with the key ${printable(keyId)}, which is not in the keyring`);
    return Buffer.from(hkdfSync('sha256', material, Buffer.from(rowId, 'utf8'), 'hk/wrap/v1', 32));
  }
}

interface Encrypted {
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

const wrapContext = (keyId: string, rowId: string): Buffer => Buffer.from(JSON.stringify(['HK1', keyId, rowId]), 'utf8');

function encrypt(key: Buffer, plaintext: Buffer, context: Buffer): Encrypted {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: 16 }).setAAD(context);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

function decrypt(key: Buffer, { nonce, ciphertext, tag }: Encrypted, context: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: 16 }).setAAD(context).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    // Whether key, context or bytes are wrong is not told: none of them may be probed.
    throw new SealBroken('The stored value does not open here: it was damaged, moved, or sealed by another installation');
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const printable = (keyId: string): string => (/^[a-z0-9.-]{1,63}$/.test(keyId) ? keyId : '(unreadable)');
