import { Injectable } from '@nestjs/common';
import type { ProbeReport, ProbeStep } from '@hyperkuber/contracts';
import { PROBE_STEPS } from '@hyperkuber/contracts';
import { Clock } from '../../kernel/clock.js';
import { ClusterTarget } from '../../kubernetes/cluster-target.js';
import { ClusterProber } from '../../kubernetes/probe.js';
import type { ProbeResult } from '../../kubernetes/probe-result.js';
import { type ClusterMode, noFacts } from './cluster.js';
import { factsOf } from './credential-facts.js';
import type { CredentialRecord } from './credential-record.js';
import type { Observation } from './health.js';

const PROBE_MS = 10_000;
/** A call that does not end with the signal is not waited for. */
const GRACE_MS = 1_000;
const EXPIRES_SOON_MS = 7 * 86_400_000;

export interface ProbeOutcome {
  readonly report: ProbeReport;
  readonly uid: string | null;
}

/** Looks at a cluster for at most ten seconds and says in words what is the matter. Never throws. */
@Injectable()
export class ClusterProbe {
  constructor(private readonly prober: ClusterProber, private readonly clock: Clock) {}

  /** For a credential that is not stored. */
  async tryOut(record: CredentialRecord, { name, mode }: { readonly name: string; readonly mode: ClusterMode }): Promise<ProbeOutcome> {
    const { report, uid } = await this.look(new ClusterTarget({ ...record, clusterId: 'trial', name, mode, credentialVersion: 0 }));
    return { uid, report: { ...notYetStored(report), warnings: [...report.warnings, ...expiryWarning(record, this.clock.now())] } };
  }

  async look(target: ClusterTarget, signal?: AbortSignal): Promise<ProbeOutcome> {
    const until = AbortSignal.any([AbortSignal.timeout(PROBE_MS), ...(signal === undefined ? [] : [signal])]);
    const { promise: late, resolve } = Promise.withResolvers<ProbeOutcome>();
    // The network's time, not the clock's: a test that stands still must not make every cluster late.
    const timer = setTimeout(() => { resolve(cutShort(target.name, this.clock.now())); }, PROBE_MS + GRACE_MS);
    try {
      return await Promise.race([this.prober.probe(target, until).then((found) => outcomeOf(found, target.mode)), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What a report says about the cluster's health. */
export const observationOf = ({ state, code, detail }: ProbeReport): Observation => {
  const seen = state === 'healthy' || state === 'degraded' ? state : 'unreachable';
  return { state: seen, code, detail };
};

const ANONYMOUS = {
  code: 'anonymous',
  detail: 'The cluster does not see the credential: something in between drops it, or the cluster lets anybody in. Use the address of the API server itself.',
};

/** The outcome of a finished probe. */
export const outcomeOf = (result: ProbeResult, mode: ClusterMode): ProbeOutcome => {
  const uid = result.uid === undefined || result.uid === '' ? null : result.uid;
  const username = result.identity?.username ?? null;
  const failed = result.steps.find(({ ok }) => !ok);
  const verdict = failed ?? { code: 'ok', detail: 'The cluster answers and everything that was looked at is well.' };
  const { state, code, detail } = username === 'system:anonymous'
    ? { state: 'unreachable' as const, ...ANONYMOUS }
    : { state: stateOf(result), code: verdict.code, detail: verdict.detail };
  return {
    uid,
    report: {
      state, code, detail, latencyMs: result.latencyMs === undefined ? null : Math.round(result.latencyMs), checkedAt: result.at,
      steps: stepsOf(result), facts: clusterFactsOf(result), identity: username, permissions: [...result.permissions], warnings: warningsOf(result, mode), contexts: [],
    },
  };
};

/** A cluster that answers and does not let us in is of no more use than one that does not answer; the code tells them apart. */
const stateOf = ({ state }: ProbeResult): 'healthy' | 'degraded' | 'unreachable' => (state === 'healthy' || state === 'degraded' ? state : 'unreachable');

const stepsOf = ({ steps }: ProbeResult): ProbeStep[] => PROBE_STEPS.flatMap((step): ProbeStep[] => {
  const taken = steps.find((each) => each.step === step);
  if (taken !== undefined) return [{ step, outcome: taken.ok ? 'ok' : 'failed', code: taken.code, detail: taken.detail }];
  return step === 'connection' ? [] : [{ step, outcome: 'skipped', code: 'skipped', detail: 'Not looked at.' }];
});

const clusterFactsOf = ({ version, nodes, capacity, capabilities }: ProbeResult): ProbeReport['facts'] => ({
  version: version?.gitVersion ?? null,
  nodes: nodes ?? null,
  capacity: capacity === undefined ? null : { cpuMillis: Math.round(capacity.cpu * 1_000), memoryBytes: Math.round(capacity.memory), pods: Math.round(capacity.pods) },
  apiGroups: capabilities.filter((group) => group !== ''),
});

const warningsOf = ({ identity, permissions }: ProbeResult, mode: ClusterMode): ProbeReport['warnings'] => {
  const may = (verb: string, resource: string): boolean => permissions.some((each) => each.allowed && each.verb === verb && (each.resource === resource || each.resource === '*'));
  const canImpersonate = may('*', '*') || (may('impersonate', 'users') && may('impersonate', 'groups'));
  const warnings: ProbeReport['warnings'] = [];
  if (identity?.groups.includes('system:masters') === true) {
    warnings.push({ code: 'not-revocable', detail: 'The credential belongs to system:masters: the cluster can neither limit nor revoke it.' });
  }
  if (mode === 'impersonate' && permissions.length > 0 && !canImpersonate) {
    warnings.push({ code: 'impersonation-missing', detail: 'The credential may not impersonate users and groups, which the mode "impersonate" needs.' });
  }
  if (mode === 'read-only' && may('create', 'deployments')) {
    warnings.push({ code: 'more-than-read', detail: 'The credential may write; in the mode "read-only" the platform will not, but a smaller credential would be safer.' });
  }
  return warnings;
};

const REJECTED = 'unauthorized-401';

/** The words for a stored credential that is rejected do not fit one that was never accepted. */
const notYetStored = (report: ProbeReport): ProbeReport => {
  const reworded = <T extends { readonly code: string; readonly detail: string }>(each: T): T => (each.code === REJECTED ? { ...each, detail: 'The cluster does not accept the credential.' } : each);
  return { ...reworded(report), steps: report.steps.map(reworded) };
};

const expiryWarning = (record: CredentialRecord, now: Date): ProbeReport['warnings'] => {
  const { kind, expiresAt } = factsOf(record);
  // The sanitiser warns of certificates.
  if (kind !== 'token' || expiresAt === null || expiresAt.getTime() - now.getTime() > EXPIRES_SOON_MS) return [];
  return [{ code: 'token-expires-soon', detail: `The token expires on ${expiresAt.toISOString()}.` }];
};

const nothingSeen = (code: string, detail: string, now: Date): ProbeOutcome => ({
  uid: null,
  report: {
    state: 'unreachable', code, detail, latencyMs: null, checkedAt: now.toISOString(), steps: [], facts: noFacts, identity: null, permissions: [], warnings: [], contexts: [],
  },
});

const cutShort = (name: string, now: Date): ProbeOutcome => nothingSeen('timed-out', `${name} did not answer in time.`, now);

/** The credential could not even be opened. */
export const unopened = (name: string, now: Date): ProbeOutcome =>
  nothingSeen('credential-unusable', `The stored credential of ${name} cannot be opened. Give the cluster a new credential.`, now);
