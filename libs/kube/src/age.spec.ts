import { ageText, durationText } from './age.js';

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR, YEAR = 365 * DAY;

it.each<[number, string]>([
  [-5 * SECOND, '0s'], [0, '0s'], [1900, '1s'], [119 * SECOND, '119s'], [2 * MINUTE, '2m'], [5 * MINUTE + 12 * SECOND, '5m12s'], [10 * MINUTE + 5 * SECOND, '10m'], [179 * MINUTE, '179m'],
  [3 * HOUR, '3h'], [3 * HOUR + 20 * MINUTE, '3h20m'], [8 * HOUR + MINUTE, '8h'], [47 * HOUR, '47h'], [2 * DAY, '2d'], [2 * DAY + 3 * HOUR, '2d3h'], [8 * DAY + HOUR, '8d'], [700 * DAY, '700d'],
  [2 * YEAR, '2y'], [3 * YEAR + 5 * DAY, '3y5d'], [9 * YEAR + 5 * DAY, '9y'], [Number.NaN, '0s'],
])('%d ms is %s', (duration, expected) => {
  expect(durationText(duration)).toBe(expected);
});

it('gives the age of a time, and nothing for no time', () => {
  const now = new Date('2024-05-01T00:10:00Z');
  expect(ageText('2024-05-01T00:00:00Z', now)).toBe('10m');
  expect(ageText(undefined, now)).toBe('');
  expect(ageText('soon', now)).toBe('');
});
