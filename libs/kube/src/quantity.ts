/** A resource quantity in billionths (nano), exact: 100m is 100_000_000n. Kubernetes itself keeps nothing finer. */
export type Nano = bigint;

export type QuantityFormat = 'decimal' | 'binary';

const NANO = 1_000_000_000n;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const QUANTITY = /^([-+]?)(\d+(?:\.\d*)?|\.\d+)(?:([eE][-+]?\d{1,2})|([KMGTPE]i)|([numkMGTPE]))?$/;
const LONGEST = 60;

/** Undefined when the text is no quantity. Finer than a billionth is rounded up, away from zero. */
export function parseQuantity(text: string): Nano | undefined {
  const match = text.length <= LONGEST ? QUANTITY.exec(text) : null;
  if (!match) return undefined;
  const [, sign, digits = '', exponent, binary, decimal] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const numerator = BigInt(`${whole}${fraction}` || '0');
  const magnitude = scale(numerator, unitOf(exponent, binary, decimal), fraction.length);
  return sign === '-' ? -magnitude : magnitude;
}

/** A number or text as manifests hold it: `cpu: 1`, `cpu: "1"`. */
export function quantityOf(value: unknown): Nano | undefined {
  if (typeof value === 'number') return parseQuantity(String(value));
  return typeof value === 'string' ? parseQuantity(value) : undefined;
}

export function sumQuantities(values: readonly Nano[]): Nano {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** For arithmetic where rounding does not matter: charts, ratios. */
export function quantityToNumber(value: Nano): number {
  return Number(value / NANO) + Number(value % NANO) / 1e9;
}

/** Exact, in the shortest form Kubernetes writes: 1500m, 1Gi, 128974848. */
export function formatQuantity(value: Nano, format: QuantityFormat = 'decimal'): string {
  if (value === 0n) return '0';
  const sign = value < 0n ? '-' : '';
  const magnitude = value < 0n ? -value : value;
  return sign + (format === 'binary' ? binaryText(magnitude) : decimalText(magnitude));
}

/** For people: 1.5Gi, 3.2k; at most one decimal place, rounded half up. */
export function roundQuantity(value: Nano, format: QuantityFormat = 'decimal'): string {
  const magnitude = value < 0n ? -value : value;
  const units = format === 'binary' ? binaryUnits() : decimalUnits();
  const [suffix, unit] = units.findLast(([, size]) => magnitude >= size) ?? units[0] ?? ['', NANO];
  const tenths = (magnitude * 10n + unit / 2n) / unit;
  const fraction = tenths % 10n;
  return `${value < 0n ? '-' : ''}${tenths / 10n}${fraction === 0n ? '' : `.${fraction}`}${suffix}`;
}

interface Unit {
  numerator: bigint;
  denominator: bigint;
}

function unitOf(exponent: string | undefined, binary: string | undefined, decimal: string | undefined): Unit {
  if (exponent !== undefined) return powerOfTen(Number(exponent.slice(1)) + 9);
  if (binary !== undefined) return { numerator: NANO * 1024n ** BigInt(BINARY.indexOf(binary)), denominator: 1n };
  return powerOfTen(decimal === undefined ? 9 : DECIMAL.indexOf(decimal) * 3);
}

function powerOfTen(power: number): Unit {
  return power >= 0 ? { numerator: 10n ** BigInt(power), denominator: 1n } : { numerator: 1n, denominator: 10n ** BigInt(-power) };
}

function scale(numerator: bigint, unit: Unit, decimals: number): bigint {
  const divisor = unit.denominator * 10n ** BigInt(decimals);
  const product = numerator * unit.numerator;
  return (product + divisor - 1n) / divisor;
}

function binaryText(magnitude: bigint): string {
  const exact = binaryUnits().slice(1).findLast(([, size]) => magnitude % size === 0n);
  return exact ? `${magnitude / exact[1]}${exact[0]}` : decimalText(magnitude, magnitude % NANO === 0n);
}

function decimalText(magnitude: bigint, plain = false): string {
  if (plain) return String(magnitude / NANO);
  const exact = decimalUnits().findLast(([, size]) => magnitude % size === 0n) ?? ['n', 1n];
  return `${magnitude / exact[1]}${exact[0]}`;
}

function binaryUnits(): [string, bigint][] {
  return BINARY.map((suffix, power) => [suffix, NANO * 1024n ** BigInt(power)]);
}

function decimalUnits(): [string, bigint][] {
  return DECIMAL.map((suffix, power) => [suffix, 10n ** BigInt(power * 3)]);
}
