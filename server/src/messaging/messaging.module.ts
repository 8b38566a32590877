import { type BeforeApplicationShutdown, type DynamicModule, Global, Inject, Logger, Module } from '@nestjs/common';
import { BullMqJobQueue } from './bullmq-job-queue.js';
import { Bus } from './bus.js';
import { Housekeeping } from './housekeeping.js';
import { InProcessBus } from './in-process-bus.js';
import { InProcessJobQueue } from './in-process-job-queue.js';
import { type JobFailure, JobQueue } from './job-queue.js';
import { RedisBus } from './redis-bus.js';

/** Job queue and bus: over Redis where there is a URL, else within the process. */
@Global()
@Module({})
export class MessagingModule implements BeforeApplicationShutdown {
  constructor(@Inject(JobQueue) private readonly jobQueue: JobQueue, @Inject(Bus) private readonly bus: Bus) {}

  static with(redisUrl?: string): DynamicModule {
    const logger = new Logger('Messaging');
    const onFailure = ({ error, ...facts }: JobFailure): void => { logger.warn({ ...facts, err: error }, 'A job failed'); };
    const onError = (error: unknown): void => { logger.warn({ err: error }, 'The bus is disturbed'); };
    return {
      module: MessagingModule,
      providers: [
        { provide: JobQueue, useFactory: () => (redisUrl === undefined ? new InProcessJobQueue({ onFailure }) : new BullMqJobQueue(redisUrl, { onFailure })) },
        { provide: Bus, useFactory: () => (redisUrl === undefined ? new InProcessBus({ onError }) : new RedisBus(redisUrl, { onError })) },
        Housekeeping,
      ],
      exports: [JobQueue, Bus, Housekeeping],
    };
  }

  /** Before the database closes: running handlers still write. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.jobQueue.close();
    await this.bus.close();
  }
}
