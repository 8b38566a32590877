import { Injectable } from '@nestjs/common';
import type { ProbeReport } from '@hyperkuber/contracts';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Cluster, Health } from './cluster.js';
import { ClusterProbe, observationOf, type ProbeOutcome, unopened } from './cluster-probe.js';
import { ClusterStore } from './cluster-store.js';
import { expiresSoon } from './credential-facts.js';
import { afterProbe, damped, FLAP_WINDOW_MS, isSame, type Observation } from './health.js';
import { type OpenTarget, OpenTargets } from './open-targets.js';
import type { ClusterChange } from './persistence/cluster-change.js';
import { ClusterRepository } from './persistence/cluster.repository.js';

/** Longer than the longest probe; after it another worker may look. */
export const LEASE_MS = 30_000;

/** Looks at registered clusters and writes down what it saw. */
@Injectable()
export class ProbeRecorder {
  constructor(
    private readonly clusters: ClusterRepository,
    private readonly targets: OpenTargets,
    private readonly probe: ClusterProbe,
    private readonly store: ClusterStore,
    private readonly clock: Clock,
  ) {}

  /** One look under a lease that the caller holds. */
  async look(cluster: Cluster, lease: string, signal?: AbortSignal): Promise<ProbeReport> {
    try {
      const { report, uid } = demandIdentity(cluster, await this.seen(cluster, signal));
      if (signal?.aborted !== true) await this.record(cluster, lease, report, uid);
      return report;
    } finally {
      await this.clusters.dropLease(cluster.id, lease);
    }
  }

  /** One look at once, whoever holds the lease. */
  async lookNow(cluster: Cluster, lease: string, signal?: AbortSignal): Promise<ProbeReport> {
    await this.clusters.takeLease(cluster.id, lease, new Date(this.clock.now().getTime() + LEASE_MS));
    return this.look(cluster, lease, signal);
  }

  private async seen({ id, name }: Cluster, signal: AbortSignal | undefined): Promise<ProbeOutcome> {
    try {
      const { target, credential } = await this.targets.of(id);
      return warnOfExpiry(await this.probe.look(target, signal), credential, this.clock.now());
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 500) throw error;
      return unopened(name, this.clock.now());
    }
  }

  private async record(cluster: Cluster, lease: string, report: ProbeReport, uid: string | null): Promise<void> {
    const now = this.clock.now();
    const observation = observationOf(report);
    const seen: ClusterChange = observation.state === 'unreachable' ? {} : { facts: report.facts, uid: cluster.uid ?? uid };
    const change = { ...await this.healthAfter(cluster, observation, now), ...seen, checkedAt: now, latencyMs: report.latencyMs };
    await this.store.finishProbe(cluster, lease, change, now);
  }

  private async healthAfter(cluster: Cluster, observation: Observation, now: Date): Promise<Health> {
    const after = afterProbe(cluster, observation, now, Math.random());
    if (isSame(cluster, after)) return after;
    return damped(cluster, after, await this.store.outagesSince(cluster.id, new Date(now.getTime() - FLAP_WINDOW_MS)), now);
  }
}

/** Another uid behind the same address is another cluster: rebuilt, or somebody stands in between. Nothing is done there. */
const demandIdentity = (cluster: Cluster, outcome: ProbeOutcome): ProbeOutcome => {
  if (cluster.uid === null || outcome.uid === null || outcome.uid === cluster.uid) return outcome;
  const detail = 'Another cluster answers at this address than the one that was registered. Remove it and register it again if it was rebuilt.';
  return { ...outcome, report: { ...outcome.report, state: 'unreachable', code: 'identity-changed', detail } };
};

/** A cluster that is well but whose credential ends soon is degraded: somebody has to act before it is lost. */
const warnOfExpiry = (outcome: ProbeOutcome, credential: OpenTarget['credential'], now: Date): ProbeOutcome => {
  if (outcome.report.state !== 'healthy' || !expiresSoon(credential, now)) return outcome;
  const detail = `The credential of the platform expires on ${credential.expiresAt?.toISOString() ?? ''}. Give the cluster a new one before.`;
  return { ...outcome, report: { ...outcome.report, state: 'degraded', code: 'credential-expires-soon', detail } };
};
