import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ProcessRole } from '../kernel/process-role.js';
import { JobQueue } from './job-queue.js';

const QUEUE = 'housekeeping';
const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 600_000;

interface Task {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Small regular work of the modules (forgetting what has expired): one job for all processes that enqueues its own next run. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap {
  private readonly tasks: Task[] = [];
  private readonly logger = new Logger('Housekeeping');

  constructor(
    private readonly jobQueue: JobQueue,
    private readonly role: ProcessRole,
  ) {}

  /** Adds a task; it may run twice, and a failure of one does not stop the others. */
  add(name: string, run: Task['run']): void {
    this.tasks.push({ name, run });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.role.works) return;
    this.jobQueue.process(QUEUE, async ({ signal }) => {
      await this.runAll(signal);
      await this.next(EVERY_MS);
    });
    await this.next(FIRST_AFTER_MS);
  }

  /** Runs every task once, in the order of their adding. */
  async runAll(signal: AbortSignal): Promise<void> {
    for (const { name, run } of this.tasks) {
      if (signal.aborted) return;
      await run(signal).catch((error: unknown) => { this.logger.warn({ err: error }, `${name} failed; it runs again in ten minutes`); });
    }
  }

  private next(delayMs: number): Promise<void> {
    return this.jobQueue.enqueue({ queue: QUEUE, id: QUEUE, payload: { v: 1 }, delayMs });
  }
}
