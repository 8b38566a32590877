import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from './kernel/clock.js';
import { Housekeeping } from './messaging/housekeeping.js';
import { Operations } from './persistence/operations.repository.js';
import { RewrapJob } from './persistence/sealing/rewrap-job.js';

const HOUR_MS = 3_600_000;

/** The regular work of the database itself: old operation ids, and seals that a retired key still wraps. */
@Injectable()
export class Upkeep implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    @Inject(Operations) private readonly operations: Operations,
    @Inject(RewrapJob) private readonly rewrap: RewrapJob,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('Forgetting operation ids', async () => { await this.operations.forgetBefore(new Date(this.clock.now().getTime() - HOUR_MS)); });
    this.housekeeping.add('Wrapping seals with the primary key', async (signal) => { await this.rewrap.execute(signal); });
  }
}
