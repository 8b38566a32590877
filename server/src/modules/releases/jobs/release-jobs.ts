import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../../../kernel/config/settings.js';
import { ProcessRole } from '../../../kernel/process-role.js';
import { JobQueue } from '../../../messaging/job-queue.js';
import { Sweeper } from '../engine/sweeper.js';
import { TargetWorker } from '../engine/target-worker.js';
import { Targets } from '../persistence/targets.repository.js';
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
    private readonly targets: Targets,
    private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.role.works) return;
    if (this.isAlone) await this.targets.freeAll();
    this.queue.process(TARGET_QUEUE, ({ payload }) => this.worker.work(TargetJob.parse(payload).targetId), { concurrency: CONCURRENCY });
    this.sweeper.start();
  }

  /** The embedded default is one process: whoever held a target before is gone, and nothing is gained by waiting for the end of its lease. */
  private get isAlone(): boolean {
    return this.settings.redisUrl === undefined && this.settings.databaseUrl.startsWith('sqlite:');
  }

  /** Before the queue drains: whoever waits for health hands its target back at once. */
  async onModuleDestroy(): Promise<void> {
    this.worker.close();
    await this.sweeper.close();
  }
}
