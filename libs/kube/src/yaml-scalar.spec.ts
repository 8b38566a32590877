import { readPlainScalar } from './yaml-scalar.js';

it.each<[string, unknown]>([
  ['0400', 256], ['0o400', 256], ['-0400', -256], ['08', 8], ['0', 0], ['00', 0], ['-0', -0], ['1_000', 1000],
  ['0x1F', 31], ['0b101', 5], ['+7', 7], ['12', 12], ['1.5', 1.5], ['.5', 0.5], ['1e3', 1000], ['1E-2', 0.01], ['5.', 5],
  ['y', true], ['Yes', true], ['on', true], ['TRUE', true], ['n', false], ['off', false], ['False', false], ['yES', 'yES'],
  ['', null], ['~', null], ['null', null], ['Null', null], ['none', 'none'],
  ['12:30', '12:30'], ['2024-01-02', '2024-01-02'], ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'], ['2001:db8::1', '2001:db8::1'],
  ['100m', '100m'], ['1Gi', '1Gi'], ['1.2.3', '1.2.3'], ['.nan', Number.NaN], ['-.inf', -Infinity], ['0x', '0x'], ['-', '-'], ['+.5', 0.5],
  ['9007199254740991', 9007199254740991], ['9007199254740993', 9007199254740993n], ['12e03', 12000], ['constructor', 'constructor'],
])('reads the plain scalar %j as %p', (text, expected) => {
  const value = readPlainScalar(text);
  expect(value === 0 ? 0 : value).toEqual(expected === 0 ? 0 : expected);
});
