import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../messaging/job-queue.js';
import { TARGET_QUEUE, type TargetJob } from './messages.js';

/** Wakes workers. What is lost here the sweeper finds again. */
@Injectable()
export class ReleaseWork {
  constructor(private readonly queue: JobQueue) {}

  /** `occasion` tells wake-ups apart: while one waits, another of the same occasion is the same. */
  async wake(targets: ReadonlyArray<{ readonly id: string; readonly epoch: number }>, occasion = 'next'): Promise<void> {
    for (const { id, epoch } of targets) {
      const payload: TargetJob = { version: 1, targetId: id };
      await this.queue.enqueue({ queue: TARGET_QUEUE, id: `target-${id}-${String(epoch)}-${occasion}`, payload });
    }
  }
}
