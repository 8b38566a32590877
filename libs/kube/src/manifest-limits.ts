export interface ManifestLimits {
  /** UTF-8 bytes of the whole text. */
  bytes: number;
  /** Lexical tokens of the whole text: what reading really costs. */
  tokens: number;
  aliases: number;
  /** Values that aliases may add together; 81 aliases can stand for 9^9 values. */
  aliasedValues: number;
  depth: number;
  objects: number;
  /** Reading stops after so many problems: nobody reads the rest. */
  problems: number;
}

export const MANIFEST_LIMITS: Readonly<ManifestLimits> = Object.freeze({
  bytes: 1024 * 1024,
  tokens: 400_000,
  aliases: 100,
  aliasedValues: 10_000,
  depth: 100,
  objects: 500,
  problems: 50,
});
