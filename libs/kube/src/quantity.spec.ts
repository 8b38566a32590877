import fc from 'fast-check';
import { formatQuantity, parseQuantity, quantityOf, quantityToNumber, roundQuantity } from './quantity.js';

it.each<[string, string, 'decimal' | 'binary', string]>([
  ['100m', '100000000', 'decimal', '100m'], ['0.1', '100000000', 'decimal', '100m'], ['1', '1000000000', 'decimal', '1'], ['1500m', '1500000000', 'decimal', '1500m'],
  ['1.5', '1500000000', 'decimal', '1500m'], ['1Gi', '1073741824000000000', 'binary', '1Gi'], ['1.5Gi', '1610612736000000000', 'binary', '1536Mi'],
  ['128974848', '128974848000000000', 'binary', '123Mi'], ['129e6', '129000000000000000', 'decimal', '129M'], ['129M', '129000000000000000', 'decimal', '129M'],
  ['1E', '1000000000000000000000000000', 'decimal', '1E'], ['1E3', '1000000000000', 'decimal', '1k'], ['1e-3', '1000000', 'decimal', '1m'], ['.5', '500000000', 'decimal', '500m'],
  ['5.', '5000000000', 'decimal', '5'], ['-2k', '-2000000000000', 'decimal', '-2k'], ['0', '0', 'decimal', '0'], ['0Gi', '0', 'binary', '0'], ['+3', '3000000000', 'decimal', '3'],
  ['1n', '1', 'decimal', '1n'], ['0.1n', '1', 'decimal', '1n'], ['12345678901234567890', '12345678901234567890000000000', 'decimal', '12345678901234567890'], ['1000Ki', '1024000000000000', 'binary', '1000Ki'],
  ['1001', '1001000000000', 'binary', '1001'],
])('reads %s exactly and writes it shortest', (text, nano, format, written) => {
  const value = parseQuantity(text);
  expect(String(value)).toBe(nano);
  expect(formatQuantity(value ?? 0n, format)).toBe(written);
});

it.each(['', 'm', '1 Gi', '1gi', '1KB', '0x10', '1e', '1e999', '--1', '1.2.3', 'NaN', '1'.repeat(61)])('refuses %j', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

it('reads numbers of manifests and nothing else', () => {
  expect([quantityOf(2), quantityOf(0.5), quantityOf('2'), quantityOf(null), quantityOf({})]).toEqual([2_000_000_000n, 500_000_000n, 2_000_000_000n, undefined, undefined]);
  expect(quantityToNumber(1_500_000_000n)).toBe(1.5);
});

it.each<[string, 'decimal' | 'binary', string]>([
  ['1610612736', 'binary', '1.5Gi'], ['1536Mi', 'binary', '1.5Gi'], ['1234m', 'decimal', '1.2'], ['999m', 'decimal', '999m'], ['12345', 'decimal', '12.3k'], ['0', 'binary', '0'], ['500m', 'binary', '0.5'],
])('rounds %s (%s) to %s for people', (text, format, expected) => {
  expect(roundQuantity(parseQuantity(text) ?? 0n, format)).toBe(expected);
});

it('loses nothing when written and read again', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.constantFrom('decimal' as const, 'binary' as const), (value, format) => {
    expect(parseQuantity(formatQuantity(value, format))).toBe(value);
  }));
});
