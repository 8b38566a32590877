import { nextRun, parseCron, wallClock } from './cron.js';

it.each<[string, string, string]>([
  ['*/15 * * * *', '2024-06-01T12:01:00Z', '2024-06-01T12:15:00Z'], ['0 9-17/4 * * mon-fri', '2024-06-01T12:00:00Z', '2024-06-03T09:00:00Z'],
  ['0 0 1 jan *', '2024-06-01T12:00:00Z', '2025-01-01T00:00:00Z'], ['0 0 13 * 5', '2024-06-01T12:00:00Z', '2024-06-07T00:00:00Z'], ['0 0 * * 7', '2024-06-01T12:00:00Z', '2024-06-02T00:00:00Z'],
  ['@daily', '2024-06-01T12:00:00Z', '2024-06-02T00:00:00Z'], ['0 12 * * *', '2024-06-01T12:00:00Z', '2024-06-02T12:00:00Z'], ['0 0 29 2 *', '2024-06-01T00:00:00Z', '2028-02-29T00:00:00Z'], ['5/20 * * * *', '2024-06-01T12:06:00Z', '2024-06-01T12:25:00Z'],
])('%s runs after %s at %s', (text, after, expected) => {
  const schedule = parseCron(text);
  expect(schedule && nextRun(schedule, new Date(after))?.toISOString()).toBe(expected.replace('Z', '.000Z'));
});

it.each(['', '* * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '*/0 * * * *', '5-1 * * * *', 'a * * * *', '@every 1h', '1/2/3 * * * *', '1-2-3 * * * *'])('refuses %j', (text) => {
  expect(parseCron(text)).toBeUndefined();
});

it('gives up on a day that never comes, and reads the clock of a zone', () => {
  const never = parseCron('0 0 30 2 *');
  expect(never && nextRun(never, new Date('2024-01-01T00:00:00Z'))).toBeUndefined();
  expect(wallClock(new Date('2024-06-01T12:00:00Z'), 'Asia/Shanghai').toISOString()).toBe('2024-06-01T20:00:00.000Z');
  expect(wallClock(new Date('2024-06-01T12:00:00Z'), 'Nowhere/Land').toISOString()).toBe('2024-06-01T12:00:00.000Z');
});
