import { z } from 'zod';
import type { JobQueue, JobRun, ProcessOptions } from './job-queue.js';

/** A queue: its name and what its jobs carry. Ids and a schema version only; the database is the truth. */
export interface QueueDefinition<P> {
  readonly name: string;
  readonly payload: z.ZodType<P>;
}

const queue = <P>(name: string, payload: z.ZodType<P>): QueueDefinition<P> => ({ name, payload });

/** Every queue there is. A changed payload takes the next `v`; the old one is parsed until no old job can wait any more. */
export const queues = {
  releaseTarget: queue('release.target', z.strictObject({ v: z.literal(1), releaseId: z.uuid(), targetId: z.uuid() })),
  clusterProbe: queue('cluster.probe', z.strictObject({ v: z.literal(1), clusterId: z.uuid() })),
} as const;

/** Enqueues a job whose payload is of its queue's form. */
export function enqueueTo<P>(jobQueue: JobQueue, definition: QueueDefinition<P>, job: { readonly id: string; readonly payload: P; readonly delayMs?: number }): Promise<void> {
  return jobQueue.enqueue({ queue: definition.name, ...job });
}

/** Takes the jobs of a queue, each payload parsed before the handler sees it. */
export function processFrom<P>(
  jobQueue: JobQueue, definition: QueueDefinition<P>, handler: (payload: P, run: JobRun) => Promise<void>, options?: ProcessOptions,
): void {
  jobQueue.process(definition.name, async (run) => handler(definition.payload.parse(run.payload), run), options);
}
