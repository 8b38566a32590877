import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProcessRole } from '../../../kernel/process-role.js';
import { JobQueue } from '../../../messaging/job-queue.js';
import { Sweeper } from '../engine/sweeper.js';
import { TargetWorker } from '../engine/target-worker.js';
import { TARGET_QUEUE, TargetJob } from '../messages.js';

/** Targets that one process holds at once; most of them wait for health and cost nothing. */
const CONCURRENCY = 200;

/** Starts the work of releases in processes that work. */
@Injectable()
export class ReleaseJobs implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly role: ProcessRole,
    private readonly queue: JobQueue,
    private readonly worker: TargetWorker,
    private readonly sweeper: Sweeper,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.role.works) return;
    this.queue.process(TARGET_QUEUE, ({ payload }) => this.worker.work(TargetJob.parse(payload).targetId), { concurrency: CONCURRENCY });
    this.sweeper.start();
  }

  /** Before the queue drains: whoever waits for health hands its target back at once. */
  async onModuleDestroy(): Promise<void> {
    this.worker.close();
    await this.sweeper.close();
  }
}
