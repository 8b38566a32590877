import { Clock } from '../kernel/clock.js';
import { Breaker, type CallOutcome } from './breaker.js';

class HandClock extends Clock {
  ms = 0;
  now(): Date {
    return new Date(this.ms);
  }
  wait(): Promise<void> {
    return Promise.resolve();
  }
}

const clock = new HandClock();
const make = () => new Breaker(clock, { failuresToOpen: 5, openMs: 10_000, jitter: 0.3 }, () => 0.5);
const report = (breaker: Breaker, ...outcomes: CallOutcome[]) => outcomes.forEach((outcome) => breaker.admit()?.(outcome));

describe('Breaker', () => {
  it('opens after five failures in a row and admits nothing for the pause', () => {
    const breaker = make();
    report(breaker, 'unreachable', 'unreachable', 'unreachable', 'unreachable');
    expect(breaker.state).toBe('closed');
    report(breaker, 'unreachable');
    expect(breaker.state).toBe('open');
    clock.ms += 11_400;
    expect(breaker.admit()).toBeUndefined();
  });

  it('lets one call through after the pause and closes when it is answered', () => {
    const breaker = make();
    report(breaker, ...Array<CallOutcome>(5).fill('unreachable'));
    clock.ms += 11_501;
    const probe = breaker.admit();
    expect(probe).toBeDefined();
    expect(breaker.admit()).toBeUndefined();
    probe?.('answered');
    expect(breaker.state).toBe('closed');
  });

  it('opens again when the trial call fails, and tries again when it was abandoned', () => {
    const breaker = make();
    report(breaker, ...Array<CallOutcome>(5).fill('unreachable'));
    clock.ms += 11_501;
    report(breaker, 'abandoned');
    expect(breaker.state).toBe('half-open');
    report(breaker, 'unreachable');
    expect(breaker.state).toBe('open');
  });

  it('forgets failures with any answer and ignores abandoned calls', () => {
    const breaker = make();
    report(breaker, 'unreachable', 'unreachable', 'unreachable', 'unreachable', 'answered', 'unreachable', 'abandoned', 'abandoned');
    expect(breaker.state).toBe('closed');
  });
});
