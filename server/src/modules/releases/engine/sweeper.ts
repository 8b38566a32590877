import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';
import { Clock } from '../../../kernel/clock.js';
import { Targets } from '../persistence/targets.repository.js';
import { ReleaseWork } from '../release-work.js';

const PERIOD_MS = 3_000;
const MOST = 200;

/**
 * Finds targets that have work and no worker and wakes one: after a crash, a lost queue, a restart. Any number of
 * sweepers may run; a target that two of them wake is claimed once.
 */
@Injectable()
export class Sweeper {
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly targets: Targets,
    private readonly work: ReleaseWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  async sweep(): Promise<number> {
    const now = this.clock.now();
    const stranded = await this.targets.findStranded(now, MOST);
    // The occasion changes with time: a job of the same name may be stuck with the worker that died.
    await this.work.wake(stranded, `sweep-${String(Math.floor(now.getTime() / 15_000))}`);
    return stranded.length;
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.sweep().catch((error: unknown) => { this.logger.warn({ err: error }, 'Stranded targets could not be looked for'); });
      await this.clock.wait(PERIOD_MS, this.stop.signal);
    }
  }
}
