import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Cluster } from '../cluster.js';
import { ClusterRepository } from '../persistence/cluster.repository.js';
import { ProbeRecorder, LEASE_MS } from '../probe-recorder.js';

const CONCURRENCY = 16;
/** Failing clusters wait for their time-outs; half of the places stay free for the others. */
const FAILING_CONCURRENCY = 8;
const TICK_MS = 1_000;

/** Looks at every enabled cluster when it is due. Any number of workers run it: a lease in the row gives each cluster to one of them. */
@Injectable()
export class ProbeScheduler {
  private readonly stopping = new AbortController();
  private readonly running = new Map<Promise<void>, { failing: boolean }>();
  private loop: Promise<void> | undefined;

  constructor(
    private readonly clusters: ClusterRepository,
    private readonly probes: ProbeRecorder,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.loop ??= this.run(this.stopping.signal);
  }

  /** Takes no more; probes under way are broken off and their leases given back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await Promise.all(this.running.keys());
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isBusy = await this.round().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'The clusters due for a probe could not be read');
        return false;
      });
      await (isBusy ? Promise.race([this.clock.wait(TICK_MS, signal), ...this.running.keys()]) : this.clock.wait(TICK_MS, signal));
    }
  }

  /** Starts what is due; true when more may be due than there were places for. */
  private async round(): Promise<boolean> {
    const well = await this.claim(false, this.free());
    const failing = await this.claim(true, Math.min(this.free(), FAILING_CONCURRENCY - this.failing()));
    return well || failing;
  }

  private async claim(failing: boolean, limit: number): Promise<boolean> {
    if (limit <= 0) return true;
    const now = this.clock.now();
    const lease = newId();
    const claimed = await this.clusters.claimDue({ now, lease, until: new Date(now.getTime() + LEASE_MS), limit, failing });
    for (const cluster of claimed) this.launch(cluster, lease, failing);
    return claimed.length === limit;
  }

  private launch(cluster: Cluster, lease: string, failing: boolean): void {
    const probe = this.probes.look(cluster, lease, this.stopping.signal)
      .then(() => undefined, (error: unknown) => { this.logger.warn({ err: error, clusterId: cluster.id }, 'A probe failed inside the platform'); })
      .finally(() => this.running.delete(probe));
    this.running.set(probe, { failing });
  }

  private free(): number {
    return CONCURRENCY - this.running.size;
  }

  private failing(): number {
    return [...this.running.values()].filter(({ failing }) => failing).length;
  }
}
