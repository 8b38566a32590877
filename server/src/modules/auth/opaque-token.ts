import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * Opaque secrets that we issue. `hk_` tokens are `hk_<8 id><43 secret><6 checksum>` in base62: the prefix and checksum let
 * scanners and our own log filter recognise one, and let us turn away nonsense before any look-up.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const PREFIX = 'hk_';
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${String(ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH)}}$`);

/** Characters drawn evenly: bytes that would favour some characters are thrown away. */
const randomText = (length: number): string => {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
  }
  return text;
};

const checksumOf = (body: string): string => {
  let rest = crc32(body);
  let text = '';
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
};

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export interface NewSecret {
  /** Shown to its owner once. */
  readonly secret: string;
  readonly hash: string;
}

export interface NewToken extends NewSecret {
  /** In clear in the database, for the look-up. */
  readonly publicId: string;
}

/** A browser session, a one-time link, a CSRF token: 256 random bits. */
export const newSecret = (): NewSecret => {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOfSecret(secret) };
};

export const newToken = (): NewToken => {
  const publicId = randomText(ID_LENGTH);
  const body = `${PREFIX}${publicId}${randomText(SECRET_LENGTH)}`;
  const secret = `${body}${checksumOf(body)}`;
  return { secret, publicId, hash: hashOfSecret(secret) };
};

/** The public id of a text that is a token by shape and checksum, or null: no database is asked about nonsense. */
export const publicIdOf = (text: string): string | null => {
  if (!SHAPE.test(text)) return null;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  return checksumOf(body) === text.slice(-CHECKSUM_LENGTH) ? text.slice(PREFIX.length, PREFIX.length + ID_LENGTH) : null;
};

/** The CSRF token of a session follows from its secret, so nothing more is stored and a new session has a new one. */
export const csrfTokenOf = (sessionSecret: string): string => createHash('sha256').update(`hyperkuber/csrf/v1:${sessionSecret}`).digest('base64url');

/** Compares without telling by its time where two texts differ. */
export const sameText = (one: string, other: string): boolean => timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
