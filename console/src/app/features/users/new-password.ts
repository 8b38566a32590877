// Without what looks alike when it is read aloud or typed from paper: l 1 I, o 0 O, 5 S, 2 Z, 8 B.
const LETTERS = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679';
const [GROUPS, GROUP] = [4, 5];

/** A letter that is as likely as any other: bytes beyond the last whole multiple are thrown away. */
const randomLetter = (): string => {
  const limit = 256 - (256 % LETTERS.length);
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte); while ((byte[0] ?? 0) >= limit);
  return LETTERS.charAt((byte[0] ?? 0) % LETTERS.length);
};

/** A password of 20 random letters in four groups (112 bits), made by the browser. */
export const newPassword = (): string => Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, randomLetter).join('')).join('-');
