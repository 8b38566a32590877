import { backoffMs } from './backoff.js';

describe('the pause before the next try', () => {
  it.each([[1, 1_000], [2, 2_000], [4, 8_000], [7, 60_000], [500, 60_000]])('doubles: try %i waits %i ms', (attempt, ms) => expect(backoffMs(attempt)).toBe(ms));
  it('honours a longer Retry-After', () => expect(backoffMs(1, 9)).toBe(9_000));
  it('does not wait longer than a minute whatever the cluster asks', () => expect(backoffMs(1, 86_400)).toBe(60_000));
});
