import { Injectable } from '@nestjs/common';
import type { ClusterTrial, ProbeReport } from '@hyperkuber/contracts';
import { Access } from '../../access/access.js';
import type { Actor } from '../../access/actor.js';
import { platformTuple } from '../../access/tuple.js';
import { ProveCredential } from './prove-credential.js';

/** Looks whether the platform could work with a cluster, and stores nothing. */
@Injectable()
export class TryCredential {
  constructor(private readonly access: Access, private readonly prove: ProveCredential) {}

  async execute(actor: Actor, { credential, mode }: ClusterTrial): Promise<ProbeReport> {
    await this.access.demand(actor, platformTuple('clusters', 'create'));
    return (await this.prove.look(credential, { name: 'The cluster', mode })).report;
  }
}
