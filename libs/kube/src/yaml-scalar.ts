/**
 * What a plain YAML scalar means to kubectl. It reads manifests with a YAML 1.1 decoder that has its own rules:
 * `0400` is octal and `y` is true, but `12:30` stays text (no base 60) and so do timestamps.
 */
export type PlainScalar = string | number | boolean | null | bigint;

const TRUE_WORDS = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const FALSE_WORDS = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const NULL_WORDS = ['', '~', 'null', 'Null', 'NULL'];
const NOT_A_NUMBER = ['.nan', '.NaN', '.NAN'];

const WORDS = new Map<string, PlainScalar>([
  ...TRUE_WORDS.map((word): [string, boolean] => [word, true]),
  ...FALSE_WORDS.map((word): [string, boolean] => [word, false]),
  ...NULL_WORDS.map((word): [string, null] => [word, null]),
  ...NOT_A_NUMBER.map((word): [string, number] => [word, Number.NaN]),
]);

const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NUMBER_START = /^[-+.0-9]/;

/** Integers beyond 2^53 come back as bigint, so that the caller can refuse what JSON in JavaScript would silently round. */
export function readPlainScalar(text: string): PlainScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!NUMBER_START.test(text) || text.length > 400) return text;
  return readNumber(text) ?? text;
}

function readNumber(text: string): number | bigint | undefined {
  const infinity = INFINITY.exec(text);
  if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  const integer = INTEGER.exec(digits);
  if (integer) return integerOf(integer);
  return FLOAT.test(digits) ? Number(digits) : undefined;
}

function integerOf([, sign, hex, octal, binary, oldOctal, decimal]: RegExpExecArray): number | bigint {
  const prefixed = [['0x', hex], ['0o', octal ?? oldOctal], ['0b', binary], ['', decimal]].find(([, digits]) => digits !== undefined) ?? ['', '0'];
  const magnitude = BigInt(prefixed.join(''));
  const value = sign === '-' ? -magnitude : magnitude;
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}
