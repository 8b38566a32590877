import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../../messaging/job-queue.js';
import { PROBE_QUEUE, ProbeJob } from '../events.js';
import { ProbeCluster } from '../probe-cluster.js';

const CONCURRENCY = 8;

/** Does the jobs `cluster.probe`. */
@Injectable()
export class ProbeProcessor {
  constructor(private readonly queue: JobQueue, private readonly probe: ProbeCluster) {}

  start(): void {
    this.queue.process(PROBE_QUEUE, ({ payload, signal }) => this.probe.run(ProbeJob.parse(payload).clusterId, signal), { concurrency: CONCURRENCY });
  }
}
