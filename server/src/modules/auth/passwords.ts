import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { TooBusy } from './errors.js';

/** argon2id (the library's default), 19 MiB, two passes: the floor of the OWASP password storage guide; about 25 ms of one core. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CONCURRENT = 4;
const MAX_WAITING = 200;

/** Hashes and checks passwords, four at a time so that a flood of sign-ins leaves the rest of the platform alone. */
@Injectable()
export class Passwords {
  private readonly limit = pLimit(CONCURRENT);
  /** What an unknown person's password is checked against, so that the answer takes as long as for a known one. */
  private readonly decoy = hash('no password is this one', OPTIONS);

  async hash(password: string): Promise<string> {
    return this.bounded(() => hash(password, OPTIONS));
  }

  /** Whether the password is the one behind `stored`; with no `stored` it takes the same time and is false. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? await this.decoy;
    const same = await this.bounded(() => verify(against, password));
    return same && stored !== null;
  }

  private bounded<T>(work: () => Promise<T>): Promise<T> {
    if (this.limit.pendingCount >= MAX_WAITING) throw new TooBusy('Try again in a few seconds.', { retryAfterS: 5 });
    return this.limit(work);
  }
}
