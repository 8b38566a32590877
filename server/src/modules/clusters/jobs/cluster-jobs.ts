import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProcessRole } from '../../../kernel/process-role.js';
import { ProbeProcessor } from './probe.processor.js';
import { ProbeScheduler } from './probe-scheduler.js';

/** Starts the work of this module in processes that work. */
@Injectable()
export class ClusterJobs implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(private readonly role: ProcessRole, private readonly scheduler: ProbeScheduler, private readonly processor: ProbeProcessor) {}

  onApplicationBootstrap(): void {
    if (!this.role.works) return;
    this.processor.start();
    this.scheduler.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.scheduler.stop();
  }
}
