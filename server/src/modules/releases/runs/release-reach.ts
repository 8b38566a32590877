import { Injectable } from '@nestjs/common';
import { Access } from '../../../access/access.js';
import type { Actor } from '../../../access/actor.js';
import { type Action, platformTuple } from '../../../access/tuple.js';
import { type Reach, reachOf } from '../reach.js';

/** Which clusters' releases somebody sees, and whether they may act on those of some clusters. */
@Injectable()
export class ReleaseReach {
  constructor(private readonly access: Access) {}

  async of(actor: Actor): Promise<Reach> {
    return reachOf(await this.access.scopeOf(actor, 'read', 'releases'));
  }

  /** All clusters or none: half a release is not what was asked for. */
  async demand(actor: Actor, action: Action, clusterIds: readonly string[]): Promise<void> {
    await this.access.demandAll(actor, [...new Set(clusterIds)].map((clusterId) => platformTuple('releases', action, { clusterId })));
  }
}
