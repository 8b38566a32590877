import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Bus } from '../../messaging/bus.js';
import type { Tx } from '../../persistence/unit-of-work.js';
import { RELEASE_CHANGED, type ReleaseChanged } from './messages.js';
import { type EventEntry, type ReleaseRecord, Releases } from './persistence/releases.repository.js';

/** Writes the history of a release and tells everybody once it is written. */
@Injectable()
export class ReleaseJournal {
  constructor(
    private readonly releases: Releases,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** Locks the release for the rest of the transaction and returns it as it is now. Call it before any other write. */
  record(releaseId: string, entries: readonly EventEntry[], tx: Tx): Promise<ReleaseRecord> {
    const message: ReleaseChanged = { releaseId };
    tx.afterCommit(() => this.bus.publish(RELEASE_CHANGED, message));
    return this.releases.append(releaseId, this.clock.now(), entries, tx);
  }
}
