import { Injectable } from '@nestjs/common';
import type { ClusterCredential, ProbeReport } from '@hyperkuber/contracts';
import { Clock } from '../../kernel/clock.js';
import { EgressGuard } from '../../kubernetes/egress-guard.js';
import type { ClusterMode } from './cluster.js';
import { ClusterProbe, type ProbeOutcome } from './cluster-probe.js';
import type { CredentialRecord } from './credential-record.js';
import { ClusterNotProved } from './errors.js';
import { readCredential } from './read-credential.js';

export interface Proof extends ProbeOutcome {
  readonly record: CredentialRecord;
}

interface Setting {
  readonly name: string;
  readonly mode: ClusterMode;
}

/** Reads a credential that somebody gives and tries it out against its cluster, before anything is stored. */
@Injectable()
export class ProveCredential {
  constructor(private readonly probe: ClusterProbe, private readonly guard: EgressGuard, private readonly clock: Clock) {}

  async look(credential: ClusterCredential, setting: Setting): Promise<Proof> {
    const { record, contexts, warnings } = readCredential(credential, this.guard, this.clock.now());
    const { report, uid } = await this.probe.tryOut(record, setting);
    return { record, uid, report: { ...report, contexts: [...contexts], warnings: merged(warnings, report.warnings) } };
  }

  /** The same, but only a cluster that was reached and knew the credential passes. @throws ClusterNotProved */
  async demand(credential: ClusterCredential, setting: Setting): Promise<Proof> {
    const proof = await this.look(credential, setting);
    const { state, code, detail } = proof.report;
    if (state === 'healthy' || state === 'degraded') return proof;
    throw new ClusterNotProved(detail, { reason: code, report: proof.report });
  }
}

const merged = (read: ProbeReport['warnings'], seen: ProbeReport['warnings']): ProbeReport['warnings'] =>
  [...read, ...seen.filter(({ code }) => !read.some((each) => each.code === code))];
